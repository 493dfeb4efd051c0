"use client";

import { type ReactNode, useMemo } from "react";
import { readMaskedDialogue } from "@/components/annotate/masked-dialogue";
import { OutputText, TurnList } from "@/components/annotate/output-text";
import { PairTexts } from "@/components/annotate/pair-texts";
import { PersonaCard } from "@/components/annotate/persona-card";
import { targetMark } from "@/components/annotate/use-held-target";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { AssignedItem, ShownText } from "@/lib/labeling/contract";
import { isMaskedSpeaker } from "@/lib/text/split-dialogue";

export function Part({ title, target, children }: { title: string; target?: string; children: ReactNode }) {
  return (
    <section
      {...(target && { [targetMark]: target })}
      className="flex scroll-my-6 flex-col gap-2 data-held:[&>h2]:text-accent data-held:[&>h2]:underline"
    >
      <h2 className="text-[13px] font-medium text-muted">{title}</h2>
      {children}
    </section>
  );
}

/** What was said, in whichever form it came. */
export function ShownOutput({ text, turns }: Pick<ShownText, "text" | "turns">) {
  return (
    <div className="flex flex-col gap-6">
      {turns && <TurnList turns={turns} isJudged />}
      {text && <OutputText>{text}</OutputText>}
    </div>
  );
}

function Task({ prompt }: { prompt: string }) {
  return (
    <Part title="Task">
      <OutputText className="max-w-[70ch] text-[15px]">{prompt}</OutputText>
    </Part>
  );
}

/** What was asked, as a dialogue where it is one. */
function Prompt({ item: { prompt, promptTurns } }: { item: AssignedItem }) {
  if (!promptTurns) return prompt && <Task prompt={prompt} />;
  return (
    <Part title="Conversation so far">
      <TurnList turns={promptTurns} />
    </Part>
  );
}

/** The prompt of a who-said-it item is what is judged, unless an output stands beside it. */
function CandidatesItem({ item }: { item: AssignedItem }) {
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
        <summary className="w-fit">The whole prompt, as a model was given it</summary>
        <OutputText className="mt-2 max-w-[75ch]">{item.prompt}</OutputText>
      </details>
    </>
  );
}

function Outputs({ texts, title }: { texts: readonly ShownText[]; title: string }) {
  return texts.map(({ partId, letter, text, turns }) => (
    <Part key={partId} target={partId} title={texts.length > 1 && letter ? `${title} ${letter}` : title}>
      <ShownOutput text={text} turns={turns} />
    </Part>
  ));
}

type ItemViewProps = { item: AssignedItem; openedParts: readonly string[]; onOpenPart: (partId: string) => void };

/** What is judged, by its layout: persona, task, then the text or texts. Scrolls in its own pane. */
export function ItemView({ item, openedParts, onOpenPart }: ItemViewProps) {
  const context = (
    <>
      {item.persona && (
        <Part title="Persona">
          <PersonaCard persona={item.persona} />
        </Part>
      )}
      {item.layout !== "CANDIDATES" && <Prompt item={item} />}
    </>
  );
  const [a, b, third] = item.texts;
  if (item.layout === "PAIR" && a && b && !third)
    return <PairTexts {...{ context, openedParts, onOpenPart }} pair={[a, b]} />;
  return (
    <ScrollPane
      name="Text of the item"
      className="px-5 py-6 @min-[64rem]:h-full @min-[64rem]:overflow-y-auto @min-[64rem]:px-10 @min-[64rem]:py-8"
    >
      <div className="mx-auto flex max-w-[42rem] flex-col gap-7">
        {context}
        {item.layout === "CANDIDATES" ? (
          <CandidatesItem item={item} />
        ) : (
          <Outputs texts={item.texts} title={item.layout === "TRANSCRIPT" ? "Conversation" : "Response"} />
        )}
      </div>
    </ScrollPane>
  );
}
