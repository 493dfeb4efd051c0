import type { Question, QuestionType } from "@/lib/protocol/schema";
import { hasSides, kindOf, kinds, typeOf } from "@/lib/questions/kinds";

const common = { help: "", required: true, cannotJudge: false, showIf: null } as const;

/** A question of a kind as it comes fresh, behind the earlier ones. */
function makeFresh(type: QuestionType, key: string, earlier: readonly Question[]): Question {
  const judgments = earlier.filter((question) => kindOf(question).isJudgment);
  // What a kind calls its own fields is what its questions have.
  return { ...common, key, ...kinds[type].fresh(judgments, earlier).fields } as Question;
}

/** The first of "name", "name-2", "name-3" ... that no question has. */
export function freeKey(name: string, questions: readonly Question[]): string {
  const taken = new Set(questions.map(({ key }) => key));
  for (let place = 1; ; place += 1) {
    const key = place === 1 ? name : `${name.slice(0, 36)}-${place}`;
    if (!taken.has(key)) return key;
  }
}

/** A key out of a question's words: "How safe is it?" -> "how-safe-is-it". Null where no Latin letter begins it. */
export function keyFromText(text: string): string | null {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const key = plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 30)
    .replace(/-+$/, "");
  return key === "" ? null : key;
}

/** A new question at the end, ready to be asked as it is. */
export function addQuestion(questions: readonly Question[], type: QuestionType): Question[] {
  const { key } = kinds[type].fresh([], questions);
  return [...questions, makeFresh(type, freeKey(key, questions), questions)];
}

/** What it keeps when it becomes another kind of question: its words, its key and whether it must be answered. */
export function changeType(questions: readonly Question[], index: number, type: QuestionType): Question[] {
  return questions.map((question, place) => {
    if (place !== index || typeOf(question) === type) return question;
    const { key, text, help, required, showIf, cannotJudge, askedOf, askedBy } = question;
    const fresh = makeFresh(type, key, questions.slice(0, index));
    // Two sides are compared as a whole, and marks say themselves where they stand.
    const isOfItem = hasSides(fresh) || kindOf(fresh).marking(fresh) !== null;
    return { ...fresh, text, help, required, showIf, cannotJudge, askedBy, ...(askedOf && !isOfItem && { askedOf }) };
  });
}

/** Swaps a question with its neighbour. References may end up before what they name; the checks say so. */
export function moveQuestion(questions: readonly Question[], index: number, step: -1 | 1): Question[] {
  const [here, there] = [questions[index], questions[index + step]];
  if (!here || !there) return [...questions];
  return questions.map((question) => (question === here ? there : question === there ? here : question));
}

/** Takes a question out, with the confidences about it and the rules that wait for it. */
export function removeQuestion(questions: readonly Question[], index: number): Question[] {
  const gone = questions[index]?.key;
  return questions
    .filter((question, place) => place !== index && kindOf(question).about(question) !== gone)
    .map((question) => (question.showIf?.question === gone ? { ...question, showIf: null } : question));
}

/** Gives a question another key; what refers to it follows. */
export function renameQuestion(questions: readonly Question[], index: number, key: string): Question[] {
  const before = questions[index]?.key;
  return questions.map((question, place): Question => {
    const renamed = place === index ? { ...question, key } : question;
    const rule = renamed.showIf;
    const showIf = rule?.question === before && rule ? { ...rule, question: key } : rule;
    const kind = kindOf(renamed);
    return { ...(kind.about(renamed) === before ? kind.withAbout(renamed, key) : renamed), showIf };
  });
}
