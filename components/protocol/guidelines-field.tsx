"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Markdown } from "@/components/ui/markdown";
import { readMarkdown } from "@/lib/reading/read-markdown";

type GuidelinesFieldProps = { value: string; error: string | undefined; onChange: (value: string) => void };

function AsRead({ guidelines }: { guidelines: string }) {
  const tree = useMemo(() => readMarkdown(guidelines || "Nothing is written yet."), [guidelines]);
  return <Markdown className="text-sm" tree={tree} />;
}

/** Guidelines in Markdown, written or as raters read them. */
export function GuidelinesField({ value, error, onChange }: GuidelinesFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <section aria-labelledby="guidelines-heading">
      <div className="mb-3 flex min-h-8 items-center justify-between">
        <h2 id="guidelines-heading" className="font-semibold">
          Guidelines
        </h2>
        <Button tone="quiet" size="small" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? "Write" : "Read as a rater"}
        </Button>
      </div>
      {isShown ? (
        <div className="max-h-96 overflow-y-auto rounded-lg border bg-surface p-4">
          <AsRead guidelines={value} />
        </div>
      ) : (
        <TextArea
          label="Guidelines"
          hideLabel
          hint="Markdown. Raters read them before the first item and find them under G."
          className="[&_textarea]:min-h-40"
          value={value}
          error={error}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </section>
  );
}
