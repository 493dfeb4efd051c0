"use client";

import { type ReactNode, useState } from "react";
import { TextViewContext } from "@/components/annotate/text-view-context";
import { useSay } from "@/components/language/speak";
import { classNames } from "@/components/ui/class-names";
import { otherView, type TextView } from "@/lib/reading/text-view";

type TextViewBoxProps = { view: TextView; onTurn: () => void; className?: string; children: string };

/** Ticked where texts stand as they were written. */
export function TextViewBox({ view, onTurn, className, children }: TextViewBoxProps) {
  return (
    <label className={classNames("flex items-center gap-2", className)}>
      <input type="checkbox" className="accent-(--accent)" checked={view === "as-written"} onChange={onTurn} />
      {children}
    </label>
  );
}

/** Texts with a switch between their two views, for whoever looks at them rather than labels. */
export function TextViewSwitch({ children }: { children: ReactNode }) {
  const say = useSay();
  const [view, setView] = useState<TextView>("marked-up");
  return (
    <div className="min-w-0">
      <TextViewBox view={view} onTurn={() => setView(otherView)} className="mb-4 w-fit text-[13px] text-muted">
        {say("Texts as written")}
      </TextViewBox>
      <TextViewContext value={view}>{children}</TextViewContext>
    </div>
  );
}
