"use client";

import type { ReactNode } from "react";
import { OutputText, TurnList } from "@/components/annotate/output-text";
import { PersonaCard } from "@/components/annotate/persona-card";
import { targetMark } from "@/components/annotate/use-held-target";
import { useSay } from "@/components/language/speak";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { AssignedItem, ShownText } from "@/lib/labeling/contract";
import { partOfTurns } from "@/lib/questions/asked-of";

/* What layouts are put together from. Titles are given in English and said in the language of the page. */

type PartProps = { title: string; target?: string; children: ReactNode };

export function Part({ title, target, children }: PartProps) {
  const say = useSay();
  return (
    <section
      {...(target && { [targetMark]: target })}
      className="flex scroll-my-6 flex-col gap-2 data-held:[&>h2]:text-accent data-held:[&>h2]:underline"
    >
      <h2 className="text-[13px] font-medium text-muted">{say.retell(title)}</h2>
      {children}
    </section>
  );
}

/** What was said, in whichever form it came: a response below the conversation that it ends. */
export function ShownOutput({
  text,
  turns,
  judgedAs,
}: Pick<ShownText, "text" | "turns"> & { judgedAs: string | null }) {
  return (
    <div className="flex flex-col gap-6">
      {turns && <TurnList turns={turns} judgedAs={judgedAs} />}
      {text && <OutputText>{text}</OutputText>}
    </div>
  );
}

export function Outputs({ texts, title }: { texts: readonly ShownText[]; title: string }) {
  return texts.map(({ partId, letter, text, turns }) => (
    <Part key={partId} target={partId} title={texts.length > 1 && letter ? `${title} ${letter}` : title}>
      <ShownOutput text={text} turns={turns} judgedAs={partOfTurns(texts, partId).part ?? null} />
    </Part>
  ));
}

export function Task({ prompt }: { prompt: string }) {
  return (
    <Part title="Task">
      <OutputText className="max-w-[70ch] text-[calc(15px*var(--text-size,1))]">{prompt}</OutputText>
    </Part>
  );
}

type ItemOnly = { item: AssignedItem };

export function PersonaPart({ item: { persona } }: ItemOnly) {
  return (
    persona && (
      <Part title="Persona">
        <PersonaCard persona={persona} />
      </Part>
    )
  );
}

/** What was asked, as a dialogue where it is one. */
export function Prompt({ item: { prompt, promptTurns } }: ItemOnly) {
  if (!promptTurns) return prompt && <Task prompt={prompt} />;
  return (
    <Part title="Conversation so far">
      <TurnList turns={promptTurns} />
    </Part>
  );
}

/** One column that scrolls in its own pane. */
export function Column({ children }: { children: ReactNode }) {
  const say = useSay();
  return (
    <ScrollPane
      name={say("Text of the item")}
      className="px-5 py-6 @min-[64rem]:h-full @min-[64rem]:overflow-y-auto @min-[64rem]:px-10 @min-[64rem]:py-8"
    >
      <div className="mx-auto flex max-w-[42rem] flex-col gap-7">{children}</div>
    </ScrollPane>
  );
}

/** Persona, task, and the outputs below each other. */
export function OneColumn({ item, title }: ItemOnly & { title: string }) {
  return (
    <Column>
      <PersonaPart item={item} />
      <Prompt item={item} />
      <Outputs texts={item.texts} title={title} />
    </Column>
  );
}
