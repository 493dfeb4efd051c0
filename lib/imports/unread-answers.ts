import { countOf, formatCount } from "@/lib/format-number";

/** A text that is no answer to its question: how often it occurs, and where first. */
type Unread = { count: number; line: number };
type Kind = "offScale" | "unparsed" | "noLabel";
type OfQuestion = Record<Kind, Map<string, Unread>> & { more: number };

const mostTexts = 200;
const mostSaid = 5;

const quote = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);

function sayTexts(texts: ReadonlyMap<string, Unread>): string {
  const sorted = [...texts].toSorted(([, a], [, b]) => b.count - a.count || a.line - b.line);
  const said = sorted.slice(0, mostSaid).map(([text, { count, line }]) => {
    const times = count > 1 ? `${formatCount(count)} times, first on line ${line}` : `line ${line}`;
    return `${quote(text)} (${times})`;
  });
  const rest = sorted.length - said.length;
  return `${said.join(", ")}${rest > 0 ? ` and ${countOf(rest, "other value")}` : ""}`;
}

const sum = (texts: ReadonlyMap<string, Unread>) => [...texts.values()].reduce((total, { count }) => total + count, 0);

/**
 * Collects what judges said and their questions do not take: numbers off the scale apart from what is no answer at all.
 * Of people's answers, which have to fit, it collects those that look like no label.
 */
export class UnreadAnswers {
  private readonly questions = new Map<string, OfQuestion>();

  add(question: string, kind: Kind, text: string, line: number) {
    const own = this.questions.get(question) ?? {
      offScale: new Map(),
      unparsed: new Map(),
      noLabel: new Map(),
      more: 0,
    };
    this.questions.set(question, own);
    const known = own[kind].get(text);
    if (known) known.count++;
    else if (own[kind].size < mostTexts) own[kind].set(text, { count: 1, line });
    else own.more++;
  }

  /** A sentence for each question and kind, with the values and the lines they first stand on. */
  describe(): string[] {
    return [...this.questions].flatMap(([question, { offScale, unparsed, noLabel, more }]) => [
      ...(noLabel.size > 0
        ? [
            `${countOf(sum(noLabel), "answer")} to "${question}" ${sum(noLabel) === 1 ? "looks" : "look"} like no label: ${sayTexts(noLabel)}. Map the value to state:missing, state:cannot-judge or what else it stands for.`,
          ]
        : []),
      ...(offScale.size > 0
        ? [
            `${countOf(sum(offScale), "number")} off the scale of "${question}", kept and never counted as a value: ${sayTexts(offScale)}.`,
          ]
        : []),
      ...(unparsed.size > 0
        ? [
            `${countOf(sum(unparsed), "answer")} to "${question}" could not be parsed: ${sayTexts(unparsed)}. Map a value to read it.`,
          ]
        : []),
      ...(more > 0
        ? [
            `${countOf(more, "further answer")} to "${question}" ${more === 1 ? "is" : "are"} off the scale, not parsed or no label.`,
          ]
        : []),
    ]);
  }
}
