import type { LabelingStore } from "@/components/annotate/labeling-store";
import type { outboxSender } from "@/components/annotate/outbox-sender";
import type { Standing } from "@/components/annotate/signed-in-here";

type Given = {
  store: LabelingStore;
  sender: Pick<ReturnType<typeof outboxSender>, "hold">;
  forgetPerson: () => void;
  resume: () => void;
  startAnew: () => void;
};

/** What a page does when somebody signs in or out on this device, in whichever tab. */
export function followingStanding({ store: { dispatch, getState }, sender, forgetPerson, resume, startAnew }: Given) {
  return (standing: Standing) => {
    const hasLeft = getState().outbox.hold === "left";
    if (standing === "left") {
      forgetPerson();
      dispatch({ type: "phase", phase: "ready" });
      return sender.hold("left");
    }
    if (standing === "other") return hasLeft ? undefined : sender.hold("other-person");
    if (!hasLeft) return resume();
    dispatch({ type: "restarted" });
    startAnew();
  };
}
