import { ChooseFile } from "@/components/import/choose-file";
import { Notice } from "@/components/ui/notice";
import type { ImportStatus } from "@/lib/imports/contract";
import { notUtf8 } from "@/lib/text/bytes/encodings";

/** Whether another encoding may mend what is wrong. */
export const isWrittenOtherwise = ({ problems }: Pick<ImportStatus, "problems">) =>
  problems.some(({ message }) => message.includes(notUtf8));

/** What can only be chosen while the page holds the file. */
function listChoices(status: ImportStatus): string[] {
  return [
    ...(isWrittenOtherwise(status) ? ["say what it is written in"] : []),
    ...(status.naming.terms.length > 0 ? ["mask names"] : []),
    ...(status.letters.rows > 0 ? ["have letters mended"] : []),
    ...(status.offers.length > 1 ? ["choose what its labels answer"] : []),
  ];
}

type FileAgainProps = { status: ImportStatus; onFile: (file: File) => void };

/** A page that was loaded anew holds no file: what can still be chosen needs it again. */
export function FileAgain({ status, onFile }: FileAgainProps) {
  const choices = listChoices(status);
  if (choices.length === 0) return null;
  return (
    <Notice tone="attention">
      <p className="mb-3">
        This page was loaded anew and does not hold {status.fileName} any more. Choose the file again to{" "}
        {choices.join(" or ")}.
      </p>
      <ChooseFile text="Choose the file again" label="The same file" onFile={onFile} />
    </Notice>
  );
}
