import { DecimalBox } from "@/components/questions/decimal-box";
import type { WrittenProps } from "@/components/questions/kind";
import type { Question } from "@/lib/protocol/schema";

type BoxProps = Pick<
  WrittenProps<Question>,
  "answer" | "error" | "isLocked" | "labelledBy" | "describedBy" | "onWrite"
> & { unit: string; className: string; hasMinus?: boolean; isWhole?: boolean };

/**
 * A question's answer as one number; an empty box is no answer. What cannot be read is not dropped: it goes on with commas, in
 * which no check reads a number, so that submitting says what is asked for.
 */
export function AnswerNumberBox({ answer, error, isLocked, labelledBy, describedBy, onWrite, ...look }: BoxProps) {
  return (
    <DecimalBox
      {...look}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={error ? true : undefined}
      readOnly={isLocked}
      value={typeof answer?.value === "number" ? answer.value : null}
      onValue={(value, text) =>
        onWrite(
          value === null && text === "" ? undefined : { state: "GIVEN", value: value ?? text.replaceAll(".", ",") },
        )
      }
    />
  );
}
