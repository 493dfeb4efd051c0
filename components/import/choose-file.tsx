import { useRef } from "react";
import { Button } from "@/components/ui/button";

type ChooseFileProps = {
  text: string;
  /** What the field is called, which a screen reader says. */
  label: string;
  tone?: "primary";
  onFile: (file: File) => void;
};

/** A button that asks for one file. The same file may be chosen again, as one does who has mended it. */
export function ChooseFile({ text, label, tone, onFile }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button tone={tone} size={tone ? undefined : "small"} onClick={() => input.current?.click()}>
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        accept=".jsonl,.ndjson,.json,.csv,.tsv,.txt,.zip,.parquet,.gz"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = "";
        }}
      />
    </>
  );
}
