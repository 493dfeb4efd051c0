import type { Turn } from "@/lib/exchange/records";

/** Words for a part in a conversation rather than a person: with these, fewer lines will do. */
const partNames =
  /^(?:user|human|assistant|ai|bot|chatbot|model|system|lamda|patient|doctor|nurse|clinician|therapist|client|customer|agent|interviewer|interviewee|narrator|[a-d]|person [12ab]|speaker [12ab]|character ?\d)$/i;

/** What the speaker to be found is called: `?`, `Hidden speaker`, `[MASK]`, `Unknown`. */
const maskedName =
  /^\[?(?:\?+|hidden(?: speaker| character)?|unknown(?: speaker)?|masked(?: speaker)?|mask|who)\??\]?$/i;

export const isMaskedSpeaker = (speaker: string) => maskedName.test(speaker.trim());

/** `Name: words` at the beginning of a line, bold or not. A name is one to four words without a full stop, of at most 40 letters. */
const spokenLine =
  /^[ \t]*(?:\*\*)?(\[?[\p{L}?][\p{L}\p{N}?'’()[\]#-]*(?:\.? [\p{L}\p{N}(#][\p{L}\p{N}'’()#-]*\.?){0,3}\]?)(?:\*\*)?:(?:\*\*)?(?:[ \t]+|$)/u;

const longestName = 40;
const mostSpeakers = 8;

export type DialogueRule = {
  /** So many lines have to begin with a speaker. */
  least: number;
  /** The text is known to be a dialogue: names need not recur. */
  isKnown?: boolean;
};

/** Any text: three lines that begin with a name, one of which recurs. */
export const anyText: DialogueRule = { least: 3 };
/** The text of a "who said it?" item: two lines are enough. */
export const whoSaidIt: DialogueRule = { least: 2, isKnown: true };

function cut(text: string): Turn[] {
  const turns: Turn[] = [{ speaker: "", text: "" }];
  for (const line of text.split("\n")) {
    const [start, name] = spokenLine.exec(line) ?? [];
    const last = turns.at(-1);
    if (start !== undefined && name !== undefined && name.length <= longestName)
      turns.push({ speaker: name, text: line.slice(start.length) });
    else if (last) last.text += `${last.text === "" && last.speaker === "" ? "" : "\n"}${line}`;
  }
  return turns.map(({ speaker, text: said }) => ({ speaker, text: said.trim() }));
}

/**
 * A dialogue written into one text, `Name: words` at the beginning of lines, as turns; null for any other text. It is one where
 * enough lines begin with a name, of at least two and at most eight speakers, one of whom speaks twice; names that stand for a
 * part (User, Assistant, Patient, A, B) need two such lines and need not recur. What stands before the first is a turn without a
 * speaker. Nothing is lost but the colon.
 */
export function splitDialogue(text: string, { least, isKnown = false }: DialogueRule = anyText): Turn[] | null {
  const [lead, ...spoken] = cut(text);
  const speakers = new Set(spoken.map(({ speaker }) => speaker));
  const areParts = spoken.every(({ speaker }) => partNames.test(speaker) || isMaskedSpeaker(speaker));
  if (spoken.length < (areParts ? Math.min(2, least) : least) || speakers.size > mostSpeakers) return null;
  if (speakers.size < 2 && !isKnown) return null;
  if (!isKnown && !areParts && speakers.size === spoken.length) return null;
  return lead && lead.text !== "" ? [lead, ...spoken] : spoken;
}
