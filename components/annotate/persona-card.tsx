"use client";

import { useKeptChoice } from "@/components/annotate/kept-choices";
import { OutputLine, OutputText } from "@/components/annotate/output-text";
import { targetMark } from "@/components/annotate/use-held-target";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import type { PersonaCard as Persona } from "@/lib/labeling/contract";
import { writeTarget } from "@/lib/questions/targets";

/** About nine lines beside a response; what is longer starts folded. */
const longCharacters = 900;

/** Within a line where it is one. */
function Words({ children }: { children: string }) {
  if (!children.includes("\n")) return <OutputLine>{children}</OutputLine>;
  return <OutputText className="">{children}</OutputText>;
}

function SectionValue({ value }: { value: unknown }) {
  if (Array.isArray(value))
    return (
      <ul className="list-disc pl-5">
        {value.map((entry, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place, and never change
          <li key={place}>
            <SectionValue value={entry} />
          </li>
        ))}
      </ul>
    );
  if (typeof value === "object" && value !== null)
    return (
      <dl className="flex flex-col gap-1">
        {Object.entries(value).map(([name, inner]) => (
          <div key={name}>
            <dt className="inline font-medium">
              <OutputLine>{name}</OutputLine>:{" "}
            </dt>
            <dd className="inline [&>dl]:pl-4">
              <SectionValue value={inner} />
            </dd>
          </div>
        ))}
      </dl>
    );
  return <Words>{String(value)}</Words>;
}

/** Who the response was written for or by. Long ones are folded; the rater's choice to unfold holds for the next items. */
export function PersonaCard({ persona }: { persona: Persona }) {
  const say = useSay();
  const [isOpen, setOpen] = useKeptChoice("profile");
  const { name, text, sections, statements } = persona;
  const named = Object.entries(sections);
  const isLong = text.length + JSON.stringify(named).length + statements.join("").length > longCharacters;
  const isShown = isOpen ?? !isLong;
  return (
    <div className="rounded-md bg-sunken px-4 py-3 text-[calc(15px*var(--text-size,1))]">
      <div className={isShown ? "" : "max-h-40 overflow-hidden mask-b-from-60%"}>
        <p className="font-medium">
          <OutputLine>{name}</OutputLine>
        </p>
        {text && <OutputText className="mt-1 max-w-[75ch]">{text}</OutputText>}
        {named.length > 0 && (
          <dl className="mt-2 grid gap-x-8 gap-y-2 @min-[45rem]:grid-cols-2">
            {named.map(([heading, value]) => (
              <div key={heading} className="max-w-[75ch]">
                <dt className="text-[13px] font-medium text-muted">
                  <OutputLine>{heading}</OutputLine>
                </dt>
                <dd>
                  <SectionValue value={value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {statements.length > 0 && (
          <ul className="mt-2 max-w-[75ch] list-disc pl-5">
            {statements.map((statement, index) => (
              <li
                key={statement}
                dir="auto"
                {...{ [targetMark]: writeTarget({ kind: "statement", statement: index + 1 }) }}
                className="scroll-my-6 data-held:bg-accent-soft data-held:font-medium"
              >
                <Words>{statement}</Words>
              </li>
            ))}
          </ul>
        )}
      </div>
      {isLong && (
        <Button
          tone="quiet"
          size="small"
          className="-ml-3 mt-1"
          aria-expanded={isShown}
          onClick={() => setOpen(!isShown)}
        >
          {isShown ? say("Fold the profile") : say("Whole profile")}
        </Button>
      )}
    </div>
  );
}
