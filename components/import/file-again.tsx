import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { notUtf8 } from "@/lib/exchange/encodings";
import type { ImportStatus } from "@/lib/imports/contract";

/** Whether another encoding may mend what is wrong. */
export const isWrittenOtherwise = ({ problems }: Pick<ImportStatus, "problems">) =>
  problems.some(({ message }) => message.includes(notUtf8));

/** What can only be chosen while the page holds the file. */
function listChoices(status: ImportStatus): string[] {
  return [
    ...(isWrittenOtherwise(status) ? ["say what it is written in"] : []),
    ...(status.naming.terms.length > 0 ? ["mask names"] : []),
    ...(status.offers.length > 1 ? ["choose what its labels answer"] : []),
  ];
}

type FileAgainProps = { status: ImportStatus; onFile: (file: File) => void };

/** A page that was loaded anew holds no file: what can still be chosen needs it again. */
export function FileAgain({ status, onFile }: FileAgainProps) {
  const input = useRef<HTMLInputElement>(null);
  const choices = listChoices(status);
  if (choices.length === 0) return null;
  return (
    <Notice tone="attention">
      <p className="mb-3">
        This page was loaded anew and does not hold {status.fileName} any more. Choose the file again to{" "}
        {choices.join(" or ")}.
      </p>
      <Button size="small" onClick={() => input.current?.click()}>
        Choose the file again
      </Button>
      <input
        ref={input}
        type="file"
        aria-label="The same file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
        }}
      />
    </Notice>
  );
}
