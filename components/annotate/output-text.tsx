"use client";

import { memo, useContext, useMemo } from "react";
import { drawSpans, keptLines, MarkedUp } from "@/components/annotate/marked-up";
import { ShownSigns } from "@/components/annotate/shown-signs";
import { TextViewContext } from "@/components/annotate/text-view-context";
import { targetMark } from "@/components/annotate/use-held-target";
import { useSay } from "@/components/language/speak";
import { classNames } from "@/components/ui/class-names";
import { inOrder } from "@/components/ui/in-order";
import { writeTarget } from "@/lib/questions/targets";
import { cutLines, markUp } from "@/lib/reading/mark-up";
import { markUpLine } from "@/lib/reading/mark-up-line";

/** Nothing of it is set by the browser before it comes near the screen. */
const offScreen = "[content-visibility:auto] [contain-intrinsic-size:auto_30em]";

function Written({ text }: { text: string }) {
  const parts = useMemo(() => cutLines(text), [text]);
  return inOrder(parts, (part) => (
    <p dir="auto" className={classNames(keptLines, parts.length > 1 && offScreen)}>
      <ShownSigns text={part} />
    </p>
  ));
}

const blocksPerSection = 12;

function Marked({ text }: { text: string }) {
  const sections = useMemo(() => {
    const blocks = markUp(text);
    const starts = Array.from(
      { length: Math.ceil(blocks.length / blocksPerSection) },
      (_, at) => at * blocksPerSection,
    );
    return starts.map((start) => blocks.slice(start, start + blocksPerSection));
  }, [text]);
  return inOrder(sections, (blocks) => (
    <div className={sections.length > 2 ? offScreen : undefined}>
      {inOrder(blocks, (block) => (
        <MarkedUp block={block} />
      ))}
    </div>
  ));
}

type OutputTextProps = { children: string; className?: string };

/**
 * A text to judge, or to judge by: a response, a prompt, a persona, a profile. Shown whole and sign for sign: with what is
 * unambiguously Markdown set as type, or as it was written. Nothing in it loads from elsewhere or leads away.
 */
export const OutputText = memo(function OutputText({ children, className }: OutputTextProps) {
  const view = useContext(TextViewContext);
  return (
    <div data-view={view} className={classNames("[overflow-wrap:anywhere]", className ?? "reading")}>
      {view === "as-written" ? <Written text={children} /> : <Marked text={children} />}
    </div>
  );
});

/** A name, a label, a short entry: within a line, by the same rule, with a direction of its own. */
export function OutputLine({ children }: { children: string }) {
  const view = useContext(TextViewContext);
  return <bdi>{view === "as-written" ? <ShownSigns text={children} /> : drawSpans(markUpLine(children))}</bdi>;
}

const manyTurns = 60;

type TurnListProps = {
  turns: readonly { speaker: string; text: string; place?: number }[];
  masked?: string;
  /** Where questions may be asked of single turns: the part that they are told by, null where their number is enough. */
  judgedAs?: string | null;
};

/** A dialogue as a readable column: the speaker above each turn (what has none, such as where it takes place, stands alone). `masked` is the speaker to find. */
export const TurnList = memo(function TurnList({ turns, masked, judgedAs }: TurnListProps) {
  const say = useSay();
  return (
    <ol className="flex max-w-[70ch] flex-col gap-6">
      {inOrder(turns, ({ speaker, text, place }, index) => (
        <li
          data-turn={place ?? index + 1}
          {...(judgedAs !== undefined && {
            [targetMark]: writeTarget({ kind: "turn", turn: place ?? index + 1, ...(judgedAs && { part: judgedAs }) }),
          })}
          className={classNames(
            speaker !== "" && "border-l-2 pl-4",
            speaker === masked && "border-accent",
            "scroll-my-6 data-held:border-accent data-held:bg-accent-soft",
            turns.length > manyTurns && offScreen,
          )}
        >
          {speaker !== "" && (
            <p className="mb-1 text-[13px] font-medium text-muted">
              {speaker === masked ? (
                <span className="text-accent">{say("Who says this?")}</span>
              ) : (
                <OutputLine>{speaker}</OutputLine>
              )}
            </p>
          )}
          <OutputText>{text}</OutputText>
        </li>
      ))}
    </ol>
  );
});
