import type { ProtocolPlan } from "@/lib/imports/contract";
import { isCompatible } from "@/lib/imports/label-mapper";
import type { Protocol, Question } from "@/lib/protocol/schema";

export type StudyVersion = { id: string; number: number; questions: Question[] };

/** What is there already: the newest published version, the draft, and the highest number given so far. */
export type StudyVersions = { published: StudyVersion | null; draft: StudyVersion | null };

export type ChosenProtocol = {
  /** What committing does if there are labels. */
  plan: Exclude<ProtocolPlan, { action: "none" }> | null;
  questions: Question[];
  /** For messages: "The protocol (version 2)". */
  name: string;
  /** To publish. */
  suggested: Protocol | null;
};

const isJudged = ({ type }: Question) => type !== "confidence" && type !== "text";

/** Whether a draft has everything that labels of the suggested protocol answer. */
function fits(draft: StudyVersion, { questions }: Protocol, isFromFile: boolean): boolean {
  return questions
    .filter((question) => isFromFile || isJudged(question))
    .every((wanted) => {
      const own = draft.questions.find(({ key }) => key === wanted.key);
      if (!own) return false;
      return isJudged(wanted) ? isCompatible(wanted, own) : own.type === wanted.type;
    });
}

/**
 * Which questions the labels of a file answer. The study's published version, if there is one. Else its draft, where
 * that asks what the file answers, so that people and imported raters answer the same version; else the protocol that
 * the file or its format implies.
 */
export function planProtocol(
  { published, draft }: StudyVersions,
  { fromFile, fromFormat }: { fromFile: Protocol | null; fromFormat: Protocol | null },
): ChosenProtocol {
  const suggested = fromFile ?? fromFormat;
  if (published) {
    const { number, questions } = published;
    return { plan: { action: "use", number }, questions, name: `The protocol (version ${number})`, suggested };
  }
  const isDraftFit = draft && draft.questions.length > 0 && (!suggested || fits(draft, suggested, fromFile !== null));
  if (isDraftFit) {
    const { number, questions } = draft;
    return { plan: { action: "publish-draft", number }, questions, name: "The draft protocol", suggested };
  }
  if (!suggested) return { plan: null, questions: [], name: "The study", suggested };
  const plan = { action: "publish-suggested", number: draft?.number ?? 1 } as const;
  return { plan, questions: suggested.questions, name: "The protocol of this format", suggested };
}
