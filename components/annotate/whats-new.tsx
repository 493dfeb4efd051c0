"use client";

import { useEffect, useRef } from "react";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Markdown } from "@/components/ui/markdown";
import type { GuidelinesPart, ProtocolView, ToRead } from "@/lib/labeling/contract";
import { said } from "@/lib/languages/say";

const marks: Record<GuidelinesPart["kind"], { className: string; word: string }> = {
  same: { className: "border-transparent", word: "" },
  new: { className: "border-accent bg-accent-soft", word: said("New") },
  gone: { className: "border-line-strong text-muted", word: said("No longer") },
};

function Guidelines({ parts }: { parts: readonly GuidelinesPart[] }) {
  const say = useSay();
  return (
    <section className="flex flex-col gap-1" aria-labelledby="guidelines-now">
      <h3 id="guidelines-now" className="mb-1 text-[13px] font-medium text-muted">
        {say("The guidelines now")}
      </h3>
      {parts.map(({ kind, tree }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs may repeat, and the list never changes.
        <div key={place} className={classNames("border-l-2 px-3 py-1.5", marks[kind].className)}>
          {marks[kind].word !== "" && <p className="text-[13px] font-medium">{say(marks[kind].word)}</p>}
          <Markdown
            className={classNames("text-base leading-relaxed", kind === "gone" && "line-through")}
            tree={tree}
          />
        </div>
      ))}
    </section>
  );
}

type WhatsNewProps = { protocol: ProtocolView; toRead: ToRead; onContinue: () => void };

/** Before the first item under a new version: what is asked otherwise than before. One key goes on. */
export function WhatsNew({ protocol, toRead: { changes, guidelines }, onContinue }: WhatsNewProps) {
  const say = useSay();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-[42rem] flex-col gap-6 px-5 pt-10 lg:pt-16">
        <div>
          <h2 className="text-2xl font-semibold">
            {say("What is new in version {number}", { number: protocol.number })}
          </h2>
          <p className="mt-2 text-[17px] leading-relaxed text-muted">
            {say("The items that come now are labeled under it. What you labeled before stays as it is.")}
          </p>
        </div>
        {changes.length > 0 && (
          <ul className="flex list-disc flex-col gap-2 pl-5 text-base leading-relaxed">
            {changes.map((change) => (
              <li key={change}>{say.retell(change)}</li>
            ))}
          </ul>
        )}
        {guidelines && <Guidelines parts={guidelines} />}
        <div className="sticky bottom-0 -mx-5 border-t bg-paper px-5 py-4">
          <Button ref={button} tone="primary" size="large" className="w-full sm:w-auto" onClick={onContinue}>
            {say("Go on labeling")}
          </Button>
        </div>
      </div>
    </div>
  );
}
