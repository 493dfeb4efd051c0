"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { explainFailure } from "@/components/ui/explain-failure";
import { CheckField, SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ExportEntry } from "@/lib/exports/catalogue";
import type { ExportForm as Form } from "@/lib/formats/format";

type ExportFormProps = {
  studyId: string;
  entry: ExportEntry;
  /** Published versions, newest first. */
  versions: readonly number[];
  questions: readonly { key: string; text: string }[];
};

const formNames: Record<Form, string> = { zip: "Zip with everything", csv: "CSV table", jsonl: "JSON Lines" };

/** Why the export cannot be made, in the server's words; null when it can. Only the first bytes are asked for. */
async function findRefusal(url: string): Promise<string | null> {
  const stop = new AbortController();
  const answer = await fetch(url, { signal: stop.signal });
  if (answer.ok) {
    stop.abort();
    return null;
  }
  const body: { error?: string } = await answer.json().catch(() => ({}));
  return body.error ?? `The server answered ${answer.status}. Try again.`;
}

/** One export: its options, and a button per format. The download streams; the page stays. */
export function ExportForm({ studyId, entry, versions, questions }: ExportFormProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const download = async (form: HTMLFormElement, format: string) => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === "string" && value !== "") query.set(name, value);
    if (entry.options.includes("compat")) query.set("compat", query.has("compat") ? "true" : "false");
    query.set("format", format);
    const url = `/api/studies/${studyId}/exports/${entry.key}?${query}`;
    const refused = await findRefusal(url).catch(async () => `${await explainFailure()} Try again.`);
    setRefusal(refused);
    if (!refused) window.location.assign(url);
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const format = submitter instanceof HTMLButtonElement ? submitter.value : entry.forms[0];
        void download(event.currentTarget, format);
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        {versions.length > 1 && (
          <SelectField label="Protocol version" name="version" defaultValue="most" className="w-44">
            <option value="most">With most labels</option>
            <option value="latest">Newest with labels</option>
            {versions.map((version) => (
              <option key={version} value={version}>
                Version {version}
              </option>
            ))}
            <option value="all">All versions</option>
          </SelectField>
        )}
        {entry.options.includes("question") && questions.length > 1 && (
          <SelectField label="Question" name="question" className="w-56">
            <option value="">The first that fits</option>
            {questions.map(({ key, text }) => (
              <option key={key} value={key}>
                {text}
              </option>
            ))}
          </SelectField>
        )}
        {entry.options.includes("gt") && (
          <SelectField label="Right option" name="gt" defaultValue="truth" className="w-64">
            <option value="truth">The hidden truth of the item</option>
            <option value="majority">What most people chose</option>
          </SelectField>
        )}
        {entry.options.includes("compat") && (
          <CheckField
            name="compat"
            value="true"
            defaultChecked
            label="Keep the dataset's own spelling"
            hint="spedific and reject, as its loaders expect; otherwise specific and rejected."
          />
        )}
        {entry.options.includes("bom") && (
          <CheckField
            name="bom"
            value="true"
            label="Tables for Excel"
            hint="With a byte order mark, without which Excel garbles letters beyond ASCII. Programs that read CSV may take it for part of the first column's name."
          />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {entry.forms.map((format, place) => (
          <Button key={format} type="submit" name="format" value={format} tone={place === 0 ? "primary" : "plain"}>
            <Download aria-hidden />
            {formNames[format]}
          </Button>
        ))}
      </div>
      {refusal && <Notice tone="danger">{refusal}</Notice>}
    </form>
  );
}
