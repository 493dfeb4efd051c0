import { askedOfItem } from "@/lib/questions/asked-of";
import { kindOf, type Question } from "@/lib/questions/kinds";

/** What can be picked, by which rows of a table stand under the same columns; nothing where there is no list of it. */
const columnsOf = (question: Question): string => {
  const kind = kindOf(question);
  const values = kind.isWritten(question) || kind.picksSeveral ? [] : kind.listValues(question);
  return values.length === 0 ? "" : JSON.stringify([question.type, values]);
};

/** Why a question cannot stand in the block that it names, behind these; null where it can. */
export function findBlockProblem(question: Question, earlier: readonly Question[]): string | null {
  if (question.block === undefined) return null;
  if (columnsOf(question) === "") return "A block takes scales and choices with answers of their own";
  const others = earlier.filter(({ block }) => block === question.block);
  const [first] = others;
  if (!first) return null;
  if (earlier.at(-1)?.block !== question.block) return `The questions of “${question.block}” have to follow each other`;
  if (askedOfItem(first) !== askedOfItem(question))
    return `“${first.text}” of the same block is asked of something else`;
  if (columnsOf(first) !== columnsOf(question))
    return `Its answers have to be those of “${first.text}”, of the same block`;
  return null;
}

type Standing = { question: Question; target: string };

/** What is asked, in order, with what stands as one table together. */
export function groupInBlocks<Asked extends Standing>(
  asked: readonly Asked[],
): { block: string | null; rows: Asked[] }[] {
  const groups: { block: string | null; rows: Asked[] }[] = [];
  for (const one of asked) {
    const block = one.question.block ?? null;
    const last = groups.at(-1);
    const isSame = block !== null && last?.block === block && last.rows[0]?.target === one.target;
    if (isSame) last.rows.push(one);
    else groups.push({ block, rows: [one] });
  }
  return groups;
}
