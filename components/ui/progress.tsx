import { classNames } from "@/components/ui/class-names";

type ProgressProps = { value: number; max: number; label: string; className?: string };

/** How far, as a bar; the numbers stand beside it in words. */
export function Progress({ value, max, label, className }: ProgressProps) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      className={classNames("h-1.5 w-full overflow-hidden rounded-full bg-line", className)}
    >
      <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
    </div>
  );
}

/** Holds the place of what is coming, in its size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("animate-pulse rounded bg-sunken", className)} />;
}
