"use client";

import { useTheme } from "next-themes";
import { Bar, BarChart, CartesianGrid, LabelList, XAxis, YAxis } from "recharts";
import { categoryColours, categoryColoursOnDark } from "@/components/charts/palette";
import { formatCoefficient, formatCount } from "@/lib/format-number";

type HistogramProps = {
  bins: readonly { low: number; high: number; count: number }[];
  /** What is counted, and along what. */
  counted: string;
  axis: string;
};

const height = 240;

/** How many fall into each bin; empty bins beyond the outermost are left out. */
export function Histogram({ bins, counted, axis }: HistogramProps) {
  const { resolvedTheme } = useTheme();
  const colour = (resolvedTheme === "dark" ? categoryColoursOnDark : categoryColours)[0];
  const first = bins.findIndex(({ count }) => count > 0);
  const last = bins.findLastIndex(({ count }) => count > 0);
  const shown = bins
    .slice(Math.max(0, first), last + 1)
    .map(({ low, high, count }) => ({ bin: `${formatCoefficient(low)} to ${formatCoefficient(high)}`, count }));
  return (
    <div style={{ height }}>
      <BarChart
        responsive
        accessibilityLayer={false}
        style={{ width: "100%", height }}
        data={shown}
        barCategoryGap={1}
        margin={{ top: 20, right: 8, bottom: 22, left: 8 }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="bin"
          tick={{ fill: "var(--muted)", fontSize: 12 }}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          label={{ value: axis, position: "insideBottom", offset: -14, fill: "var(--muted)", fontSize: 12 }}
        />
        <YAxis
          width={54}
          allowDecimals={false}
          tickFormatter={formatCount}
          tick={{ fill: "var(--muted)", fontSize: 12 }}
          tickLine={false}
          axisLine={false}
          label={{ value: counted, angle: -90, position: "insideLeft", fill: "var(--muted)", fontSize: 12 }}
        />
        <Bar dataKey="count" fill={colour} isAnimationActive={false} radius={[2, 2, 0, 0]}>
          <LabelList
            dataKey="count"
            position="top"
            fill="var(--muted)"
            fontSize={11}
            formatter={(count) => formatCount(Number(count))}
          />
        </Bar>
      </BarChart>
    </div>
  );
}
