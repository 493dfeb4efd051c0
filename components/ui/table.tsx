import type { ComponentProps, CSSProperties, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { ScrollSideways } from "@/components/ui/scroll-sideways";

type Column = string | { name: string; numeric?: boolean; className?: string; isHidden?: boolean };

type TableProps = ComponentProps<"table"> & {
  /** The headings. On a phone each stands before its cell; a hidden one is for who sees no picture. */
  columns: readonly Column[];
  /** In place of one line of headings. */
  head?: ReactNode;
};

const inFull = (column: Column) => (typeof column === "string" ? { name: column } : column);

/** The headings as the style sheet takes them: `listed` prints them before the cells. */
const nameCells = (columns: readonly Column[]): CSSProperties =>
  Object.fromEntries(
    columns.map((column, place) => {
      const { name, isHidden } = inFull(column);
      return [`--column-${place + 1}`, isHidden ? '""' : JSON.stringify(name)];
    }),
  );

function Headings({ columns }: Pick<TableProps, "columns">) {
  return (
    <thead>
      <tr>
        {columns.map(inFull).map(({ name, isHidden, ...given }) => (
          <Th key={name} {...given}>
            {isHidden ? <span className="sr-only">{name}</span> : name}
          </Th>
        ))}
      </tr>
    </thead>
  );
}

/** A table that scrolls inside itself with its first column in view; on a phone a list, every line under its first cell. */
export function Table({ columns, head, className, children, ...props }: TableProps) {
  return (
    <ScrollSideways className="relative">
      <table
        className={classNames(
          "listed w-full border-collapse text-sm sm:[&_tr>:first-child]:sticky sm:[&_tr>:first-child]:left-0 sm:[&_tr>:first-child]:bg-paper",
          className,
        )}
        style={nameCells(columns)}
        {...props}
      >
        {head ?? <Headings columns={columns} />}
        {children}
      </table>
    </ScrollSideways>
  );
}

export function Th({ numeric, className, ...props }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={classNames(
        "border-b border-line-strong px-3 py-2 text-left align-bottom text-[13px] font-medium text-muted first:pl-0",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

type TdProps = ComponentProps<"td"> & {
  numeric?: boolean;
  /** What stands before it on a phone, where the heading of its place would say something else. */
  label?: string;
};

export function Td({ numeric, label, className, children, ...props }: TdProps) {
  return (
    <td
      data-label={label}
      className={classNames(
        "border-b px-3 py-2.5 align-top first:pl-0",
        numeric && "text-right tabular-nums",
        className,
      )}
      {...props}
    >
      <div>{children}</div>
    </td>
  );
}

/** That a cell has nothing to say: in a list such a cell is left out. */
export function Nothing({ children = "–" }: { children?: string }) {
  return (
    <span data-nothing className="text-muted">
      {children}
    </span>
  );
}
