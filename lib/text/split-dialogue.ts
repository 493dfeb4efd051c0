export type Turn = { speaker: string; text: string };

/** Words for a part in a conversation rather than a person: with these, fewer lines will do. */
const partNames =
  /^(?:user|human|assistant|ai|bot|chatbot|model|system|developer|lamda|patient|doctor|nurse|clinician|therapist|client|customer|agent|interviewer|interviewee|narrator|[a-d]|person [12ab]|speaker [12ab]|character ?\d)$/i;

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

type Passage = { speaker: string; start: string; lines: string[] };

/** What each speaker says, as written: `start` is the name with its colon. The first passage is what stands before, without a speaker. */
function passagesOf(text: string): Passage[] {
  const passages: Passage[] = [{ speaker: "", start: "", lines: [] }];
  for (const line of text.split("\n")) {
    const [start, speaker] = spokenLine.exec(line) ?? [];
    if (start !== undefined && speaker !== undefined && speaker.length <= longestName)
      passages.push({ speaker, start, lines: [line.slice(start.length)] });
    else passages.at(-1)?.lines.push(line);
  }
  return passages;
}

const cut = (text: string): Turn[] =>
  passagesOf(text).map(({ speaker, lines }) => ({ speaker, text: lines.join("\n").trim() }));

/** Whom lines of a text name as speakers, a dialogue or not. */
export const listSpeakers = (text: string): string[] => passagesOf(text).flatMap(({ speaker }) => speaker || []);

/** The text with other names before the colons, the rest as written. */
export function renameSpeakers(text: string, rename: (speaker: string) => string): string {
  const passages = passagesOf(text).filter(({ speaker, lines }) => speaker !== "" || lines.length > 0);
  return passages
    .map(
      ({ speaker, start, lines }) => `${speaker && start.replace(speaker, () => rename(speaker))}${lines.join("\n")}`,
    )
    .join("\n");
}

const instructing = /^(?:system|developer)$/i;

/** Whose turns tell a model what to do, and are not part of what was said. */
export const isInstructing = (speaker: string) => instructing.test(speaker.trim());

/**
 * Of turns cut from one text, those that were said. Lines of instructions may look spoken themselves (`Name: Mira`): they
 * last until somebody speaks who speaks again or stands for a part, where anybody does.
 */
function findSaid(speakers: readonly string[]): boolean[] {
  const said = speakers.filter((speaker) => !isInstructing(speaker));
  const speaks = (speaker: string) =>
    partNames.test(speaker) || isMaskedSpeaker(speaker) || said.indexOf(speaker) !== said.lastIndexOf(speaker);
  if (!said.some((speaker) => speaker !== "" && speaks(speaker)))
    return speakers.map((speaker) => !isInstructing(speaker));
  let isSaid = true;
  return speakers.map((speaker) => {
    if (isInstructing(speaker)) isSaid = false;
    else if (speaks(speaker)) isSaid = true;
    return isSaid;
  });
}

/** Without the instructions: for turns that were cut from one text. */
export function leaveOutInstructions(turns: readonly Turn[]): Turn[] {
  const said = findSaid(turns.map(({ speaker }) => speaker));
  return turns.filter((_, place) => said[place]);
}

/** The same for a dialogue as text, known to be one or not; any other text stays. */
export function leaveOutWrittenInstructions(text: string, { isKnown }: { isKnown: boolean }): string {
  const passages = passagesOf(text);
  const hasParts = passages.some(({ speaker }) => partNames.test(speaker) && !isInstructing(speaker));
  if (!isKnown && !hasParts && !splitDialogue(text)) return text;
  const said = findSaid(passages.map(({ speaker }) => speaker));
  if (!said.includes(false)) return text;
  const kept = passages.filter(({ speaker, lines }, place) => said[place] && (speaker !== "" || lines.length > 0));
  return kept.map(({ start, lines }) => `${start}${lines.join("\n")}`).join("\n");
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
