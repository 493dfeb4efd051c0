import { countOf } from "@/lib/format-number";
import { layoutOf } from "@/lib/layouts/layouts";
import { offersTarget } from "@/lib/layouts/list-item-targets";
import type { LayoutCount } from "@/lib/protocol/find-misfits";
import type { Protocol } from "@/lib/protocol/schema";
import { type AskedOf, askedOfItem, askedOfKinds, askedOfWords } from "@/lib/questions/asked-of";

type Beside = { layouts: readonly LayoutCount[]; personaVisibility: Protocol["personaVisibility"] };

const lacking: Record<AskedOf, string> = {
  item: "",
  part: "show no response",
  turn: "show no conversation",
  statement: "show no persona with statements",
};

const hiddenCard = "the persona's card is not shown with the item";

/** Items of a layout that have what a question is asked of. */
function countWith(counted: LayoutCount, of: AskedOf): number {
  if (offersTarget(counted, of) !== true) return 0;
  if (of === "turn" || of === "statement") return counted.having[of];
  return of === "item" || layoutOf(counted).takes.outputs.least > 0 ? counted.items : 0;
}

/** Why the items of a layout that have none of these have none. */
function whyNot(counted: LayoutCount, of: AskedOf): string {
  const offered = offersTarget(counted, of);
  return offered === true ? `they ${lacking[of]}` : offered;
}

/** What questions may be asked of, with why not where no item of the study has any. Before anything is loaded, of all. */
export function listOffered({ layouts, personaVisibility }: Beside): { of: AskedOf; without: string | null }[] {
  return askedOfKinds.map((of) => {
    if (of === "statement" && personaVisibility !== "SHOWN") return { of, without: hiddenCard };
    if (layouts.length === 0 || layouts.some((counted) => countWith(counted, of) > 0)) return { of, without: null };
    const [first, second] = new Set(layouts.map((counted) => whyNot(counted, of)));
    const isOneReason = first !== undefined && second === undefined && !first.startsWith("they ");
    return { of, without: isOneReason ? first : `the study's items ${lacking[of]}` };
  });
}

/** Questions that some of the study's items are not asked, because they have nothing to ask them of: a sentence each. */
export function findUnasked(questions: Protocol["questions"], { layouts, personaVisibility }: Beside): string[] {
  return questions.flatMap((question) => {
    const of = askedOfItem(question);
    if (of === "item") return [];
    if (of === "statement" && personaVisibility !== "SHOWN")
      return [`“${question.text}” is never asked: ${hiddenCard}`];
    return layouts.flatMap((counted) => {
      const without = counted.items - countWith(counted, of);
      if (without === 0) return [];
      const { one, several } = layoutOf(counted);
      const items = countOf(without, `${one} of this study`, `${several} of this study`);
      return [`“${question.text}” is asked of ${askedOfWords[of]}, and not at all on ${items}: ${whyNot(counted, of)}`];
    });
  });
}
