type Line = { level: string; time: string; msg: string; pid: number; error?: { at?: string[] } };

const say = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** A line of the log for people at a terminal: the time of day, the event, and the rest as pairs. */
export function terminalLine(json: string): string {
  const { level, time, msg, pid: _, ...fields }: Line = JSON.parse(json);
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${say(value)}`);
  return `${[time.slice(11, 19), level === "info" ? "" : level, msg, ...pairs].filter(Boolean).join(" ")}\n`;
}
