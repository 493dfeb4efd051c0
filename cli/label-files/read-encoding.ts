import { type Encoding, encodings } from "@/lib/text/bytes/encodings";
import { UsageError } from "../usage-error";

/** What --encoding names; nothing for UTF-8. */
export function readEncoding(typed: string | undefined): { encoding?: Encoding } {
  const name = typed?.trim().toLowerCase();
  if (name === undefined || name === "utf-8") return {};
  const encoding = encodings.find((known) => known === name);
  if (encoding === undefined) throw new UsageError(`--encoding ${typed}: use one of utf-8, ${encodings.join(", ")}`);
  return { encoding };
}

export const encodingHelp = "what the file is written in, where that is not UTF-8 (windows-1252, utf-16le ...)";
