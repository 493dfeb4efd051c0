"use client";

import { useMemo } from "react";
import { readMaskedDialogue } from "@/components/annotate/masked-dialogue";
import { OutputText, TurnList } from "@/components/annotate/output-text";
import { useSay } from "@/components/language/speak";
import { Column, Outputs, Part, Task } from "@/components/layouts/item-parts";
import type { ItemProps, LayoutView } from "@/components/layouts/layout";
import { isMaskedSpeaker } from "@/lib/text/split-dialogue";

/** The prompt of a who-said-it item is what is judged, unless an output stands beside it. */
function Dialogue({ item }: Pick<ItemProps, "item">) {
  const say = useSay();
  const dialogue = useMemo(() => readMaskedDialogue(item.prompt), [item.prompt]);
  if (!dialogue && item.promptTurns)
    return (
      <>
        <Part title="Dialogue">
          <TurnList
            turns={item.promptTurns}
            masked={item.promptTurns.find(({ speaker }) => isMaskedSpeaker(speaker))?.speaker}
          />
        </Part>
        <Outputs texts={item.texts} title="Response" />
      </>
    );
  if (!dialogue)
    return item.texts.length > 0 ? (
      <>
        {item.prompt && <Task prompt={item.prompt} />}
        <Outputs texts={item.texts} title="Dialogue" />
      </>
    ) : (
      <Part title="Dialogue">
        <OutputText>{item.prompt}</OutputText>
      </Part>
    );
  return (
    <>
      <Part title="Dialogue">
        <TurnList turns={dialogue.turns} masked="?" />
      </Part>
      <Outputs texts={item.texts} title="Response" />
      <details className="text-sm text-muted">
        <summary className="w-fit">{say("The whole prompt, as a model was given it")}</summary>
        <OutputText className="mt-2 max-w-[75ch]">{item.prompt}</OutputText>
      </details>
    </>
  );
}

export const candidates: LayoutView = {
  Item: ({ item }) => (
    <Column>
      <Dialogue item={item} />
    </Column>
  ),
  hasWideQuestions: true,
};
