import type { Stage } from "@/lib/labeling/contract";

const words: Record<Stage["name"], { title: string; text: string }> = {
  training: { title: "Training", text: "You see the right answer after each. Nothing of it counts." },
  qualification: { title: "Test before the work", text: "Answer as you would later. You hear how it went at the end." },
};

/** That the item on screen is no part of the work itself. Nothing where it is. */
export function StageBanner({ stage }: { stage: Stage | undefined }) {
  if (!stage) return <div />;
  const { title, text } = words[stage.name];
  return (
    <p className="border-b bg-accent-soft px-4 py-2 text-sm lg:px-6">
      <span className="font-medium">
        {title}, {Math.min(stage.done + 1, stage.total)} of {stage.total}.
      </span>{" "}
      {text}
    </p>
  );
}
