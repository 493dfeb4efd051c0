import { Skeleton } from "@/components/ui/progress";

/** Holds the place of a dot chart of so many rows, its sentence and its line of tools. */
export function ChartSkeleton({ rows }: { rows: number }) {
  return (
    <div role="status" aria-label="Computing">
      <Skeleton className="mb-3 h-6 w-2/3" />
      <div style={{ height: rows * 40 + 50 }} className="flex flex-col justify-around pb-11">
        {Array.from({ length: rows }, (_, row) => row).map((row) => (
          <Skeleton key={row} className="h-3 w-full" />
        ))}
      </div>
      <Skeleton className="mt-2 h-8 w-1/2" />
    </div>
  );
}
