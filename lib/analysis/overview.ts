import type { AgreementDetail } from "@/lib/analysis/agreement/detail";
import type { ConditionProgress, LabelingProgress, RaterProgress, SkipCount } from "@/lib/analysis/overview-queries";
import { countOf } from "@/lib/format-number";
import { conditionName } from "@/lib/items/condition-name";
import { type SkipReason, skipReasons, urgentReasons } from "@/lib/labeling/skip-reasons";
import type { LaunchCheck } from "@/lib/studies/launch-checks";

/** Something that looks wrong, in words, and the page under the study's path where to look. */
export type Warning = { id: string; words: string; place: string; placeName: string };

const day = 24 * 60 * 60 * 1000;

/** What looks wrong with the labeling as a whole. */
export function warnOfProgress(
  { state, isDemo, labelsPerItem, wanted, filled }: LabelingProgress,
  raters: readonly RaterProgress[],
  now: Date,
): Warning[] {
  // A demo's raters are simulated: nobody is waited for.
  if (isDemo || state !== "OPEN" || wanted === 0 || filled >= wanted) return [];
  const warnings: Warning[] = [];
  const toRaters = { place: "raters", placeName: "Raters" };
  const active = raters.filter(({ status, sawConditions }) => status === "ACTIVE" && !sawConditions);
  if (active.length > 0 && active.length < labelsPerItem)
    warnings.push({
      id: "too-few",
      words: `Every item wants ${countOf(labelsPerItem, "label")} from different people, and ${countOf(active.length, "person is", "people are")} labeling: items cannot fill.`,
      ...toRaters,
    });
  const last = Math.max(0, ...active.map(({ lastAt }) => lastAt?.getTime() ?? 0));
  const days = Math.floor((now.getTime() - last) / day);
  if (last > 0 && days >= 3)
    warnings.push({ id: "quiet", words: `Nobody has labeled for ${countOf(days, "day")}.`, ...toRaters });
  const saw = raters.filter(({ sawConditions, done }) => sawConditions && done > 0);
  if (saw.length > 0)
    warnings.push({
      id: "saw-conditions",
      words: `${countOf(saw.length, "person", "people")} who can see the conditions labeled: their labels are left out of every figure.`,
      ...toRaters,
    });
  return warnings;
}

const isSkipReason = (reason: string): reason is SkipReason => skipReasons.some((known) => known === reason);

/** Items that somebody would not label for a reason that cannot wait. */
export function warnOfSkips(skips: readonly SkipCount[]): Warning[] {
  return skips.flatMap(({ reason, items, people }) => {
    const because = isSkipReason(reason) ? urgentReasons[reason] : undefined;
    if (because === undefined) return [];
    return {
      id: `skipped ${reason}`,
      words: `${countOf(people, "person", "people")} skipped ${countOf(items, "item")} ${because}.`,
      place: "items?labels=skipped",
      placeName: "Skipped items",
    };
  });
}

/** Conditions with less than half the share of labels that the study has. */
export function warnOfConditions(conditions: readonly ConditionProgress[]): Warning[] {
  const [wanted, filled] = conditions.reduce(([w, f], own) => [w + own.wanted, f + own.filled], [0, 0]);
  // Early on chance alone leaves cells empty.
  if (wanted === 0 || filled / wanted < 0.2) return [];
  const short = conditions.filter((own) => own.filled / own.wanted < filled / wanted / 2);
  return short.slice(0, 3).map((own) => ({
    id: `condition ${own.id}`,
    words: `${conditionName(own.signature)} is short of labels: ${own.filled.toLocaleString("en")} of ${countOf(own.wanted, "label")}.`,
    place: `items?condition=${own.id}`,
    placeName: "Its items",
  }));
}

/** People who differ clearly from the others on some question. */
export function warnOfPeople(questions: readonly AgreementDetail[]): Warning[] {
  return questions.flatMap(({ question, people }) =>
    (people.defined ? people.value : [])
      .filter(({ isOff }) => isOff)
      .map(({ pseudonym, units, agreement }) => ({
        id: `${question.key} ${pseudonym}`,
        words: `${pseudonym} agrees with the majority of the others on ${Math.round(agreement.value * 100)} % of ${countOf(units, "item")} for “${question.text}”, clearly less than they do among themselves.`,
        place: `agreement?question=${question.key}`,
        placeName: "Agreement",
      })),
  );
}

export type NextStep = { words: string; place: string; label: string };

type Situation = {
  progress: LabelingProgress;
  checks: readonly LaunchCheck[];
  raters: number;
  hasLabels: boolean;
};

const failed = (checks: readonly LaunchCheck[], place: LaunchCheck["place"]) =>
  checks.some((check) => check.place === place && !check.passed);

/** Before the study is open: items, protocol, people, in that order. */
function stepToOpen({ progress, checks, hasLabels }: Situation): NextStep {
  if (progress.items === 0 && !hasLabels && failed(checks, "items"))
    return { words: "Load what is to be judged.", place: "import", label: "Import outputs" };
  if (progress.items === 0)
    return { words: "The labels that came with files can be looked at.", place: "agreement", label: "See agreement" };
  if (failed(checks, "protocol"))
    return { words: "Say what is asked, then publish it.", place: "protocol", label: "Write the protocol" };
  const obstacle = checks.find(({ required, passed }) => required && !passed);
  if (obstacle) return { words: `${obstacle.words}.`, place: obstacle.place, label: "Look there" };
  if (failed(checks, "raters"))
    return { words: "Everything is ready for raters.", place: "raters", label: "Invite raters" };
  return { words: "Everything is ready: let raters begin.", place: "settings", label: "Open the study" };
}

/** The one thing to do now. */
export function nextStep(situation: Situation): NextStep {
  const { progress, raters, hasLabels } = situation;
  const { state, wanted, filled } = progress;
  if (state === "CLOSED") return { words: "The labeling is over.", place: "exports", label: "Take the data away" };
  if (state === "DRAFT") return stepToOpen(situation);
  if (wanted > 0 && filled >= wanted)
    return { words: "Every item has its labels.", place: "agreement", label: "See agreement" };
  if (state === "PAUSED")
    return { words: "The study is paused: raters get no items.", place: "settings", label: "Open it again" };
  if (wanted === 0) return stepToOpen(situation);
  if (raters === 0)
    return { words: "The study is open and nobody labels yet.", place: "raters", label: "Invite raters" };
  return hasLabels
    ? { words: "Labels are coming in.", place: "agreement", label: "See agreement" }
    : { words: "Raters have joined; the first labels are awaited.", place: "raters", label: "Invite more raters" };
}
