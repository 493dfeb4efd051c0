"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/page-header";
import { Table, Td } from "@/components/ui/table";
import { countOf } from "@/lib/format-number";
import type { ImportStatus, NamedTerm } from "@/lib/imports/contract";

const kinds: Record<NamedTerm["kind"], string> = {
  persona: "persona",
  model: "model",
  condition: "condition",
  instruction: "written for the model",
  mark: "mark of a chat template",
};

type NamingReviewProps = {
  status: ImportStatus;
  /** Reads the file again with these names masked; null where the browser has it no more. */
  onMask: ((terms: string[]) => void) | null;
};

function Row({ named, isChosen, onChoose }: { named: NamedTerm; isChosen: boolean; onChoose: (() => void) | null }) {
  const { term, kind, items, examples, inPrompt } = named;
  return (
    <tr>
      <Td>
        <label className="flex gap-2">
          <input
            type="checkbox"
            checked={isChosen}
            disabled={!onChoose}
            onChange={() => onChoose?.()}
            className="mt-0.5 size-4 shrink-0 accent-(--accent)"
            aria-label={`Mask ${term}${inPrompt ? " in prompts" : ""}`}
          />
          <span>
            <span className="font-medium">{term}</span>{" "}
            <span className="text-muted">
              {kinds[kind]}
              {inPrompt && ", in prompts"}
            </span>
          </span>
        </label>
      </Td>
      <Td numeric>{items.toLocaleString("en")}</Td>
      <Td className="max-w-[70ch] break-words">
        {examples.slice(0, 2).map(({ line, before, after }) => (
          <p key={`${line} ${before}`} className="mb-1">
            <span className="text-muted">line {line}:</span> {before} <span className="text-muted">becomes</span>{" "}
            {after}
          </p>
        ))}
      </Td>
    </tr>
  );
}

/** Names in responses that tell raters what they must not know, and the choice to mask them. */
export function NamingReview({ status: { naming }, onMask }: NamingReviewProps) {
  const masked = [...new Set(naming.terms.filter(({ isMasked }) => isMasked).map(({ term }) => term))];
  const [chosen, setChosen] = useState(masked);
  if (naming.terms.length === 0) return null;
  const toggle = (term: string) =>
    setChosen((before) => (before.includes(term) ? before.filter((one) => one !== term) : [...before, term]));
  const isChanged = chosen.length !== masked.length || chosen.some((term) => !masked.includes(term));
  const count = `${countOf(naming.items, "item names", "items name")} what raters must not know`;
  return (
    <Section
      title={count}
      lead="Personas, models and conditions named in texts that raters will read. Masked names are replaced for raters, in responses and prompts alike; the original stays with the item and in exports. A prompt that several items share is masked in all of them."
    >
      <div className="mb-3 flex flex-wrap gap-2">
        <Button
          size="small"
          disabled={!onMask}
          onClick={() => setChosen([...new Set(naming.terms.map(({ term }) => term))])}
        >
          Choose all
        </Button>
        <Button size="small" tone="primary" disabled={!onMask || !isChanged} onClick={() => onMask?.(chosen)}>
          Read again with {chosen.length} masked
        </Button>
      </div>
      {!onMask && (
        <Notice className="mb-3">
          Choose the file again, above, to mask names: this page does not hold it any more.
        </Notice>
      )}
      <Table columns={["Mask", { name: "Items", numeric: true }, "Where, and what raters would read"]}>
        <tbody>
          {naming.terms.map((named) => (
            <Row
              key={`${named.inPrompt} ${named.kind} ${named.term}`}
              named={named}
              isChosen={chosen.includes(named.term)}
              onChoose={onMask && (() => toggle(named.term))}
            />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
