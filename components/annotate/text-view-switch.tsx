"use client";

import { type ReactNode, useState } from "react";
import { TextViewContext } from "@/components/annotate/text-view-context";
import { otherView, type TextView } from "@/lib/reading/text-view";

/** Texts with a switch between their two views, for whoever looks at them rather than labels. */
export function TextViewSwitch({ children }: { children: ReactNode }) {
  const [view, setView] = useState<TextView>("marked-up");
  return (
    <div className="min-w-0">
      <label className="mb-4 flex w-fit items-center gap-2 text-[13px] text-muted">
        <input
          type="checkbox"
          className="accent-(--accent)"
          checked={view === "as-written"}
          onChange={() => setView(otherView)}
        />
        Texts as written
      </label>
      <TextViewContext value={view}>{children}</TextViewContext>
    </div>
  );
}
