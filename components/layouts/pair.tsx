import { PairTexts } from "@/components/annotate/pair-texts";
import { OneColumn, PersonaPart, Prompt } from "@/components/layouts/item-parts";
import type { ItemProps, LayoutView } from "@/components/layouts/layout";

/** Side by side where there are two, below each other where a file holds more or fewer. */
function Item({ item, openedParts, onOpenPart }: ItemProps) {
  const [a, b, third] = item.texts;
  if (!a || !b || third) return <OneColumn item={item} title="Response" />;
  const context = (
    <>
      <PersonaPart item={item} />
      <Prompt item={item} />
    </>
  );
  return <PairTexts context={context} openedParts={openedParts} onOpenPart={onOpenPart} pair={[a, b]} />;
}

export const pair: LayoutView = { Item, hasWideQuestions: false };
