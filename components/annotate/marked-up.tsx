import { ShownSigns } from "@/components/annotate/shown-signs";
import { classNames } from "@/components/ui/class-names";
import { inOrder } from "@/components/ui/in-order";
import { ScrollSideways } from "@/components/ui/scroll-sideways";
import { textDirection } from "@/lib/reading/hidden-signs";
import type { Block, ListItem } from "@/lib/reading/mark-up";
import type { Span } from "@/lib/reading/mark-up-line";

/** Lines are kept, and each runs the way its first letter does. */
export const keptLines = "whitespace-pre-wrap [unicode-bidi:plaintext]";

function drawSpan(span: Span) {
  switch (span.kind) {
    case "text":
      return <ShownSigns text={span.text} />;
    case "code":
      return (
        <code className="rounded bg-sunken px-1 text-[0.85em]">
          <ShownSigns text={span.text} />
        </code>
      );
    case "strong":
      return <strong>{inOrder(span.spans, drawSpan)}</strong>;
    case "emphasis":
      return <em>{inOrder(span.spans, drawSpan)}</em>;
    case "mark":
      return null;
  }
}

/** The pieces of a line, set as type. */
export const drawSpans = (spans: readonly Span[]) => inOrder(spans, drawSpan);

const readSpan = (span: Span): string =>
  span.kind === "mark" ? "" : "spans" in span ? span.spans.map(readSpan).join("") : span.text;

const Gap = ({ text }: { text: string }) => <div className="h-[0.8em] overflow-hidden whitespace-pre-wrap">{text}</div>;

/** Nested as deep as written, up to a third of the width. */
const insetOf = ({ indent }: ListItem) => Math.min(indent.replaceAll("\t", "    ").length, 24) * 0.5;

/** The marker stands as written; further lines begin below the words, not below it. */
const drawItem = (item: ListItem) => (
  <li>
    <div dir="auto" className="flex whitespace-pre-wrap" style={{ paddingInlineStart: `${insetOf(item)}em` }}>
      <span className="shrink-0">{item.marker}</span>
      <p className={classNames("min-w-0", keptLines)}>{drawSpans(item.spans)}</p>
    </div>
    {item.gap !== "" && <Gap text={item.gap} />}
  </li>
);

const Code = ({ info, text }: { info: string; text: string }) => (
  <div className="my-1 rounded bg-sunken">
    {info.trim() !== "" && <p className="px-3 pt-2 font-sans text-[13px] text-muted">{info}</p>}
    <ScrollSideways>
      <pre dir="auto" className="w-fit p-3 text-[0.85em] leading-normal">
        <code>
          <ShownSigns text={text} />
        </code>
      </pre>
    </ScrollSideways>
  </div>
);

/** A cell no longer than a name or a dose is never broken; a longer one breaks between words. */
const shortCell = 32;

const drawRow = (cells: readonly Span[][], Cell: "th" | "td") => (
  <tr>
    {inOrder(cells, (spans) => (
      <Cell
        dir="auto"
        scope={Cell === "th" ? "col" : undefined}
        className={classNames(
          "border-b px-2 py-1 text-start align-top [overflow-wrap:normal]",
          readSpan({ kind: "strong", spans }).length > shortCell ? "min-w-[26ch]" : "whitespace-nowrap",
        )}
      >
        {drawSpans(spans)}
      </Cell>
    ))}
  </tr>
);

function Table({ rows }: { rows: readonly Span[][][] }) {
  const [heading = [], ...others] = rows;
  const words = rows.flat(2).map(readSpan).join(" ");
  return (
    <ScrollSideways dir={textDirection(words)} className="my-1">
      <table className="text-[0.94em]">
        <thead>{drawRow(heading, "th")}</thead>
        <tbody>{inOrder(others, (cells) => drawRow(cells, "td"))}</tbody>
      </table>
    </ScrollSideways>
  );
}

const headingTags = ["h3", "h4", "h5"] as const;
const headingSizes: Record<number, string> = { 2: "text-[1.2em]", 3: "text-[1.1em]" };

function Heading({ level, spans }: { level: number; spans: readonly Span[] }) {
  // Below the headings of the page itself, of which the part that holds the text has one of the second level.
  const Tag = headingTags[level - 2] ?? "h6";
  return (
    <Tag dir="auto" className={classNames("font-semibold", keptLines, headingSizes[level])}>
      {drawSpans(spans)}
    </Tag>
  );
}

/** One piece of a text with its Markdown set as type. */
export function MarkedUp({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p dir="auto" className={keptLines}>
          {drawSpans(block.spans)}
        </p>
      );
    case "heading":
      return <Heading {...block} />;
    case "list":
      return <ul>{inOrder(block.items, drawItem)}</ul>;
    case "code":
      return <Code {...block} />;
    case "table":
      return <Table rows={block.rows} />;
    case "gap":
      return <Gap text={block.text} />;
  }
}
