/** Values of a preference that name no side. */
export const tieValue = "tie";
export const bothBadValue = "both-bad";

/** What a show-if rule may name beside a question's own values. */
export const answeredValue = "answered";
export const cannotJudgeValue = "cannot-judge";
export const refusalValue = "refusal";
/** Either side of a pair. Which side is "1" and which "2" is hidden from raters, so no rule may turn on it. */
export const eitherSideValue = "side";
