"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import type { Letters } from "@/lib/imports/contract";
import { describeLetters } from "@/lib/imports/describe-letters";

type LettersReviewProps = {
  letters: Letters;
  /** Reads the file again, these letters mended or as written; null where the browser has it no more. */
  onChoose: ((letters: MappingInput["letters"]) => void) | null;
};

/** Letters of another encoding that were saved so ("grÃ¶ÃŸer"), and the choice to mend them. */
export function LettersReview({ letters, onChoose }: LettersReviewProps) {
  const words = describeLetters(letters);
  if (words === null) return null;
  const { isMended, examples } = letters;
  return (
    <Notice tone={isMended ? undefined : "attention"}>
      <p>{words}</p>
      {examples.slice(1).map(({ line, before, after }) => (
        <p key={`${line} ${before}`}>
          Line {line}: “{before}” for “{after}”.
        </p>
      ))}
      <Button
        size="small"
        className="mt-2"
        disabled={!onChoose}
        onClick={() => onChoose?.(isMended ? "as-written" : "mended")}
      >
        {isMended ? "Read again as written" : "Read again with them mended"}
      </Button>
    </Notice>
  );
}
