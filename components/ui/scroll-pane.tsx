"use client";

import { type ComponentProps, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { useIsScrolling } from "@/components/ui/use-is-scrolling";

/** A pane that may scroll: while it does, it is a stop of the keyboard and a region with a name. */
export function ScrollPane({ name, className, ...props }: ComponentProps<"div"> & { name: string }) {
  const box = useRef<HTMLDivElement>(null);
  const isScrolling = useIsScrolling(box);
  return (
    <div
      ref={box}
      data-pane
      {...(isScrolling && { tabIndex: 0, role: "region", "aria-label": name })}
      className={classNames("focus-visible:-outline-offset-2", className)}
      {...props}
    />
  );
}
