import { conditionLevels } from "@/lib/items/condition-name";

/** A condition to be read: each level behind the name of its factor, so that long ones stay apart. */
export function ConditionLevels({ signature }: { signature: string }) {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-0.5">
      {conditionLevels(signature).map(([factor, level]) => (
        <span key={factor} className="wrap-anywhere">
          <span className="text-[13px] text-muted">{factor}</span> {level}
        </span>
      ))}
    </span>
  );
}
