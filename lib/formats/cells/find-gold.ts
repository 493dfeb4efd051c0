import { plainText } from "@/lib/formats/cells/take-text";
import type { ItemRecord, PartRecord } from "@/lib/formats/contract/records";
import { preferenceKey, speakerKey } from "@/lib/formats/contract/suggested-protocols";
import { layoutOf } from "@/lib/layouts/layouts";
import type { Cells } from "@/lib/text/rows/table-rows";

type Gold = { truth?: Record<string, string>; goldAnswer?: string } | { message: string };

const sideNames: Record<string, string> = {
  a: "1",
  "1": "1",
  response: "1",
  response_a: "1",
  answer_a: "1",
  model_a: "1",
  b: "2",
  "2": "2",
  response_b: "2",
  answer_b: "2",
  model_b: "2",
};

/** The side that a gold cell names: by letter or number, by its text, or by a factor level that only it has. */
function findSide(gold: string, parts: readonly PartRecord[]): string | undefined {
  const named = sideNames[gold.toLowerCase()];
  if (named) return named;
  const fits = parts.flatMap(({ output }, index) => {
    const isText = output?.text?.trim() === gold;
    return isText || Object.values(output?.factors ?? {}).includes(gold) ? [String(index + 1)] : [];
  });
  return fits.length === 1 ? fits[0] : undefined;
}

/** The candidate that a gold cell names: by its exact text, else by number or letter. */
function findCandidate(gold: string, parts: readonly PartRecord[]): string | undefined {
  const byText = parts.findIndex(({ label }) => label === gold);
  if (byText >= 0) return String(byText + 1);
  const place = /^[a-h]$/i.test(gold) ? gold.toLowerCase().charCodeAt(0) - 96 : Number(gold);
  return Number.isInteger(place) && place >= 1 && place <= parts.length ? String(place) : undefined;
}

/** The hidden truth of an item out of its gold cell and its columns of truths; for a single response, its gold answer. */
export function findGold(
  gold: string | undefined,
  { layout, parts }: Pick<ItemRecord, "layout" | "parts">,
  { truths, cells }: { truths: readonly { column: string; question: string }[]; cells: Cells },
): Gold {
  const stated = Object.fromEntries(
    truths
      .map(({ column, question }) => [question, plainText(cells[column])] as const)
      .filter(([, value]) => value !== ""),
  );
  const withStated = (own: Record<string, string>, goldAnswer?: string): Gold => {
    const truth = { ...own, ...stated };
    return { ...(Object.keys(truth).length > 0 && { truth }), ...(goldAnswer !== undefined && { goldAnswer }) };
  };
  if (gold === undefined) return withStated({});
  const { goldNames } = layoutOf({ layout });
  if (goldNames === "candidate") {
    const key = findCandidate(gold, parts);
    return key ? withStated({ [speakerKey]: key }) : { message: `"${gold}" is none of the options of this row` };
  }
  if (goldNames === "side") {
    const key = /^(tie|draw|equal)$/i.test(gold) ? "tie" : findSide(gold, parts);
    const help = 'write "a", "b" or "tie", or the text of the better response';
    return key ? withStated({ [preferenceKey]: key }) : { message: `"${gold}" names neither side: ${help}` };
  }
  return withStated({}, gold);
}
