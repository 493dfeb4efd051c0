import type { draftKeeper } from "@/components/annotate/draft-keeper";
import type { LabelingStore } from "@/components/annotate/labeling-store";
import type { AnswerInput } from "@/lib/protocol/schema";
import type { Choice } from "@/lib/questions/choices";

type Given = { store: LabelingStore; keeper: Pick<ReturnType<typeof draftKeeper>, "note" | "keep"> };

/** What a person does to the item on screen before it is given, and what of it is kept as a draft. */
export function answering({ store: { dispatch, getState }, keeper }: Given) {
  /** What is answered of a new item is kept; a change of an earlier one is not. */
  const findDrafted = () => {
    const { review, current } = getState();
    return review ? null : current;
  };
  const noteAnswers = () => {
    const drafted = findDrafted();
    if (drafted) keeper.note(drafted);
  };
  return {
    answer(address: string, answer: AnswerInput | undefined) {
      dispatch({ type: "answered", address, answer });
      noteAnswers();
    },
    pick(address: string, choice: Choice, isAdvancing: boolean) {
      dispatch({ type: "picked", address, choice, isAdvancing });
      noteAnswers();
    },
    takeInHand: (address: string) => dispatch({ type: "inHand", address }),
    turnView() {
      dispatch({ type: "viewTurned" });
      const drafted = findDrafted();
      if (drafted) keeper.keep(drafted);
    },
    openPart: (partId: string) => dispatch({ type: "partOpened", partId }),
    complain: (errors: Readonly<Record<string, string>>) => dispatch({ type: "errors", errors }),
  };
}
