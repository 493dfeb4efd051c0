import { DecimalBox } from "@/components/questions/decimal-box";
import type { WrittenProps } from "@/components/questions/kind";
import type { Question } from "@/lib/protocol/schema";

type BoxProps = Pick<
  WrittenProps<Question>,
  "answer" | "error" | "isLocked" | "labelledBy" | "describedBy" | "onWrite"
> & { unit: string; className: string; hasMinus?: boolean };

/** A question's answer as one number; an empty box is no answer. */
export function AnswerNumberBox({ answer, error, isLocked, labelledBy, describedBy, onWrite, ...look }: BoxProps) {
  return (
    <DecimalBox
      {...look}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={error ? true : undefined}
      readOnly={isLocked}
      value={typeof answer?.value === "number" ? answer.value : null}
      onValue={(value) => onWrite(value === null ? undefined : { state: "GIVEN", value })}
    />
  );
}
