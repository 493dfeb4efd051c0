"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { type ChartData, formatCell, writeChartCsv } from "@/components/charts/chart-data";
import { drawChart, rasterise, saveFile } from "@/components/charts/save-chart";
import { Button } from "@/components/ui/button";
import { ScrollSideways } from "@/components/ui/scroll-sideways";
import { Table, Td } from "@/components/ui/table";

type ChartFrameProps = {
  /** Begins the names of downloaded files. */
  name: string;
  /** The same facts in a sentence. */
  finding: string;
  /** What the marks and intervals are. */
  note?: ReactNode;
  chartData: ChartData;
  children: ReactNode;
};

function DataTable({ columns, rows }: ChartData) {
  const isNumeric = columns.map((_, column) => rows.some((row) => typeof row[column] === "number"));
  return (
    <Table columns={columns.map((name, place) => ({ name, numeric: isNumeric[place] }))}>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join("\u001f")}>
            {row.map((cell, place) => (
              <Td key={columns[place]} numeric={isNumeric[place]} label={place > 0 ? columns[place] : undefined}>
                {formatCell(cell)}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A chart with its finding in words, the same as a table, and as files. */
export function ChartFrame({ name, finding, note, chartData, children }: ChartFrameProps) {
  const picture = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const captionId = useId();

  const draw = () => {
    const svg = picture.current?.querySelector<SVGSVGElement>("svg.recharts-surface");
    return svg ? drawChart(svg, finding) : null;
  };
  const saveCsv = () => saveFile(`${name}.csv`, new Blob([writeChartCsv(chartData)], { type: "text/csv" }));
  const saveSvg = () => {
    const drawn = draw();
    if (drawn) saveFile(`${name}.svg`, new Blob([drawn.text], { type: "image/svg+xml" }));
  };
  const savePng = async () => {
    const drawn = draw();
    if (drawn) saveFile(`${name}.png`, await rasterise(drawn));
  };

  return (
    <figure aria-labelledby={captionId}>
      <figcaption id={captionId} className="mb-3 max-w-[75ch] text-[15px]">
        {finding}
      </figcaption>
      {asTable ? (
        <DataTable {...chartData} />
      ) : (
        <ScrollSideways className="overflow-y-hidden">
          <div ref={picture} role="img" aria-label={finding}>
            {children}
          </div>
        </ScrollSideways>
      )}
      <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="max-w-[75ch] text-[13px] text-muted">{note}</p>
        <div className="-mr-3 flex items-center text-muted">
          <Button tone="quiet" size="small" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
            {asTable ? "As a chart" : "As a table"}
          </Button>
          <Button tone="quiet" size="small" onClick={saveCsv}>
            CSV
          </Button>
          {!asTable && (
            <>
              <Button tone="quiet" size="small" onClick={saveSvg}>
                SVG
              </Button>
              <Button tone="quiet" size="small" onClick={savePng}>
                PNG
              </Button>
            </>
          )}
        </div>
      </div>
    </figure>
  );
}
