"use client";

import { Upload } from "lucide-react";
import { useState } from "react";
import { ChooseFile } from "@/components/import/choose-file";
import { classNames } from "@/components/ui/class-names";

/** Takes one file: dropped, or chosen by button or keyboard. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const [isOver, setOver] = useState(false);
  return (
    <section
      aria-label="File to import"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
      className={classNames(
        "flex flex-col items-center gap-4 rounded-lg border-2 border-dashed border-line-strong px-6 py-14 text-center",
        isOver && "border-accent bg-accent-soft",
      )}
    >
      <Upload className="size-6 text-muted" aria-hidden />
      <div>
        <p className="font-medium">Drop a file here</p>
        <p className="mt-1 text-sm text-muted">
          JSONL, CSV, JSON or Parquet (also .gz), or a zip of a PersonaFeedback folder. Nothing is stored before you
          have seen it.
        </p>
      </div>
      <ChooseFile text="Choose a file" label="File" tone="primary" onFile={onFile} />
    </section>
  );
}
