import type { ProtocolChoice, ProtocolOffer } from "@/lib/imports/contract";
import { isCompatible } from "@/lib/imports/label-mapper";
import type { Protocol, Question } from "@/lib/protocol/schema";
import { kindOf } from "@/lib/questions/kinds";

export type StudyVersion = Protocol & { id: string; number: number };

/** What is there already: the newest published version, the draft, and the highest number given so far. */
export type StudyVersions = { published: StudyVersion | null; draft: StudyVersion | null };

export type ChosenProtocol = {
  /** What committing does if there are labels, and what it could do instead; the chosen one first. Empty where nothing fits. */
  offers: ProtocolOffer[];
  questions: Question[];
  /** For messages: "The protocol (version 2)". */
  name: string;
  /** What the file's own questions are called in `questions`, where that is not by their own keys. */
  renamed: Readonly<Record<string, string>>;
  /** The protocol that the file or its format implies, by whose keys its reader names questions. */
  implied: readonly Question[];
  /** To publish. */
  suggested: Protocol | null;
};

type Implied = { fromFile: Protocol | null; fromFormat: Protocol | null };
type Option = Omit<ChosenProtocol, "offers" | "implied"> & { offer: ProtocolOffer };

const isJudged = (question: Question) => kindOf(question).isJudgment;

/** Whether a protocol asks what labels of the implied one answer, in the same words: else they were given to another question. */
function asks(offered: readonly Question[], { questions }: Protocol, isFromFile: boolean): boolean {
  return questions
    .filter((question) => isFromFile || isJudged(question))
    .every((wanted) =>
      offered.some((own) => {
        if (!isJudged(wanted)) return own.key === wanted.key && kindOf(own) === kindOf(wanted);
        return own.text.trim() === wanted.text.trim() && isCompatible(wanted, own);
      }),
    );
}

/** A key that the protocol does not have yet: "preference", else "preference-2" ... */
function freeKey(key: string, taken: ReadonlySet<string>): string {
  for (let place = 2, free = key; ; free = `${key.slice(0, 36)}-${place++}`) if (!taken.has(free)) return free;
}

/** The study's protocol with the format's own questions behind its own, as its next version. */
function addTo(published: StudyVersion, { questions }: Protocol): Option {
  const taken = new Set(published.questions.map(({ key }) => key));
  const renamed: Record<string, string> = {};
  const added = questions.filter(isJudged).map((question) => {
    renamed[question.key] = freeKey(question.key, taken);
    // People who label here are not made to answer what only the file was asked.
    return { ...question, key: renamed[question.key] ?? question.key, required: false, showIf: null };
  });
  const number = published.number + 1;
  const { guidelines, personaVisibility, textStyle } = published;
  const suggested = { guidelines, personaVisibility, textStyle, questions: [...published.questions, ...added] };
  return {
    offer: { choice: "own", plan: { action: "publish-added", number }, questions: added },
    questions: suggested.questions,
    renamed,
    suggested,
    name: `The protocol (version ${number})`,
  };
}

const publishOwn = (implied: Protocol, number: number): Option => ({
  offer: { choice: "own", plan: { action: "publish-suggested", number }, questions: implied.questions },
  questions: implied.questions,
  renamed: {},
  suggested: implied,
  name: "The protocol of this format",
});

function takeStudy({ number, questions }: StudyVersion, isPublished: boolean, suggested: Protocol | null): Option {
  const name = isPublished ? `The protocol (version ${number})` : "The draft protocol";
  const action = isPublished ? "use" : "publish-draft";
  return { offer: { choice: "study", plan: { action, number }, questions }, questions, name, renamed: {}, suggested };
}

/** All that labels of the file could answer, the most fitting first. */
function listOptions({ published, draft }: StudyVersions, { fromFile, fromFormat }: Implied): Option[] {
  const implied = fromFile ?? fromFormat;
  if (published) {
    const study = takeStudy(published, true, implied);
    const isAsked = !fromFormat || fromFile || asks(published.questions, fromFormat, false);
    return isAsked ? [study] : [study, addTo(published, fromFormat)];
  }
  const study = draft && draft.questions.length > 0 ? [takeStudy(draft, false, implied)] : [];
  if (!implied) return study;
  const own = publishOwn(implied, draft?.number ?? 1);
  return draft && asks(draft.questions, implied, fromFile !== null) ? [...study, own] : [own, ...study];
}

/**
 * Which questions the labels of a file answer. The study's published version, if there is one. Else its draft, where
 * that asks what the file answers in the same words, so that people and imported raters answer the same version; else the
 * protocol that the file or its format implies. `asked` is what a person chose instead.
 */
export function planProtocol(versions: StudyVersions, implied: Implied, asked?: ProtocolChoice): ChosenProtocol {
  const options = listOptions(versions, implied);
  const own = implied.fromFile ?? implied.fromFormat;
  const chosen = options.find(({ offer }) => offer.choice === asked) ?? options[0];
  const offers = [...(chosen ? [chosen] : []), ...options.filter((option) => option !== chosen)].map(
    ({ offer }) => offer,
  );
  const impliedQuestions = own?.questions ?? [];
  if (!chosen)
    return { offers, questions: [], name: "The study", renamed: {}, implied: impliedQuestions, suggested: own };
  const { offer: _, ...rest } = chosen;
  return { offers, implied: impliedQuestions, ...rest };
}
