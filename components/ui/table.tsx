import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";
import { ScrollSideways } from "@/components/ui/scroll-sideways";

/** A table that scrolls inside itself; on a phone its first column stays in view. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <ScrollSideways className="relative">
      <table
        className={classNames(
          "w-full border-collapse text-sm [&_tr>:first-child]:sticky [&_tr>:first-child]:left-0 [&_tr>:first-child]:bg-paper",
          className,
        )}
        {...props}
      />
    </ScrollSideways>
  );
}

type CellProps = { numeric?: boolean };

export function Th({ numeric, className, ...props }: ComponentProps<"th"> & CellProps) {
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

export function Td({ numeric, className, ...props }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      className={classNames(
        "border-b px-3 py-2.5 align-top first:pl-0",
        numeric && "text-right tabular-nums",
        className,
      )}
      {...props}
    />
  );
}
