/** "27 Nov 2026, 14:05 CET": a moment in a zone that is named, because a time without its zone says nothing. */
export const formatMoment = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(at);

/** "14:05 CET" of what happened today, and with its day where that is another. */
export function formatLately(
  at: Date,
  now: Date,
  timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  const dayOf = new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeZone });
  return dayOf.format(at) === dayOf.format(now) ? formatTimeOfDay(at, timeZone) : formatMoment(at, timeZone);
}

/** "14:05 CET", for what happens today. */
export const formatTimeOfDay = (at: Date, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone, timeZoneName: "short" }).format(at);
