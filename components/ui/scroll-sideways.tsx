"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";

/** Scrolls inside itself where it is too wide, and is a stop of the keyboard only then. */
export function ScrollSideways({ className, ...props }: ComponentProps<"div">) {
  const box = useRef<HTMLDivElement>(null);
  const [isTooWide, setIsTooWide] = useState(false);
  useEffect(() => {
    const own = box.current;
    if (!own) return;
    const watch = new ResizeObserver(() => setIsTooWide(own.scrollWidth > own.clientWidth));
    for (const part of [own, ...own.children]) watch.observe(part);
    return () => watch.disconnect();
  }, []);
  return (
    <div
      ref={box}
      {...(isTooWide && { tabIndex: 0, role: "group", "aria-label": "Scrolls sideways" })}
      className={classNames("overflow-x-auto", className)}
      {...props}
    />
  );
}
