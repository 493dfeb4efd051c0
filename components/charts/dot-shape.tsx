"use client";

import { usePlotArea } from "recharts";

const shapes = ["circle", "diamond", "square", "triangle"] as const;

/** The mark of a series: series differ in shape as well as in colour. */
export function Shape({ cx, cy, shape, colour }: { cx: number; cy: number; shape: number; colour: string }) {
  const size = 5;
  const points = {
    diamond: `${cx},${cy - 6.5} ${cx + 6.5},${cy} ${cx},${cy + 6.5} ${cx - 6.5},${cy}`,
    square: `${cx - size},${cy - size} ${cx + size},${cy - size} ${cx + size},${cy + size} ${cx - size},${cy + size}`,
    triangle: `${cx},${cy - 6} ${cx + 6},${cy + 5} ${cx - 6},${cy + 5}`,
  };
  const name = shapes[shape % shapes.length];
  if (name === "circle" || name === undefined) return <circle cx={cx} cy={cy} r={size} fill={colour} />;
  return <polygon points={points[name]} fill={colour} />;
}

export const legendHeight = (series: readonly string[], isNarrow: boolean) => {
  if (series.length < 2) return 6;
  return isNarrow ? series.length * 18 + 10 : 28;
};

type LegendProps = { series: readonly string[]; colours: readonly string[]; isNarrow: boolean };

/** Shape and name of each series above the plot: side by side, on a phone one below the other. */
export function Legend({ series, colours, isNarrow }: LegendProps) {
  const area = usePlotArea();
  if (!area || series.length < 2) return null;
  const before = (place: number) => series.slice(0, place).reduce((width, name) => width + name.length * 6.6 + 34, 0);
  return series.map((name, place) => {
    const x = area.x + (isNarrow ? 0 : before(place));
    const y = 12 + (isNarrow ? place * 18 : 0);
    return (
      <g key={name}>
        <Shape cx={x + 6} cy={y} shape={place} colour={colours[place % colours.length] ?? "currentColor"} />
        <text x={x + 17} y={y} dy="0.34em" fill="var(--ink)" fontSize={12}>
          {name}
        </text>
      </g>
    );
  });
}
