import { choice } from "@/components/questions/choice";
import { confidence } from "@/components/questions/confidence";
import type { KindView } from "@/components/questions/kind";
import { marks } from "@/components/questions/marks";
import { multi } from "@/components/questions/multi";
import { number } from "@/components/questions/number";
import { ordinal } from "@/components/questions/ordinal";
import { preference } from "@/components/questions/preference";
import { text } from "@/components/questions/text";
import type { Question } from "@/lib/protocol/schema";
import type { QuestionOf, QuestionType } from "@/lib/questions/kinds";

/** How every kind looks, under the same names as in lib/questions/kinds. */
const views = { choice, multi, ordinal, number, preference, confidence, marks, text } satisfies {
  [Type in QuestionType]: KindView<QuestionOf<Type>>;
};

export const viewOf = ({ type }: Question): KindView<Question> => views[type];
