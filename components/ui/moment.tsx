"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { formatMoment } from "@/lib/format-moment";

const never = () => () => undefined;
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

type MomentProps = {
  at: Date | string;
  /** Said instead ("3 h ago"); the moment itself is then its title. */
  children?: ReactNode;
  className?: string;
};

/** A moment in the viewer's own zone, which is named. The server, which does not know it, says UTC. */
export function Moment({ at, children, className }: MomentProps) {
  const date = new Date(at);
  const zone = useSyncExternalStore(never, ownZone, () => "UTC");
  const words = formatMoment(date, zone);
  return (
    <time dateTime={date.toISOString()} title={children ? words : undefined} className={className}>
      {children ?? words}
    </time>
  );
}
