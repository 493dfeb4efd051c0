"use client";

import { type ComponentProps, useRef } from "react";
import { useSay } from "@/components/language/speak";
import { classNames } from "@/components/ui/class-names";
import { useIsScrolling } from "@/components/ui/use-is-scrolling";

/** Scrolls inside itself where it is too wide, and is a stop of the keyboard only then. */
export function ScrollSideways({ className, ...props }: ComponentProps<"div">) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const isTooWide = useIsScrolling(box);
  return (
    <div
      ref={box}
      {...(isTooWide && { tabIndex: 0, role: "group", "aria-label": say("Scrolls sideways") })}
      className={classNames("overflow-x-auto focus-visible:-outline-offset-2", className)}
      {...props}
    />
  );
}
