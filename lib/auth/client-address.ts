/**
 * Who is at the other end, for counting attempts. Next writes the socket's address into `x-forwarded-for` when no
 * proxy did; a proxy appends what it saw, so the last entry is the one that the client could not choose. IPv6 networks
 * hand every household a /64, so only that half counts.
 */
export function clientAddress(headers: { get(name: string): string | null }): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:/i, "");
  if (!address.includes(":")) return address || "unknown";
  const [start = "", end] = address.toLowerCase().split("::");
  const groups = start === "" ? [] : start.split(":");
  const missing = end === undefined ? 0 : 8 - groups.length - (end === "" ? 0 : end.split(":").length);
  const full = [...groups, ...Array<string>(Math.max(0, missing)).fill("0"), ...(end ? end.split(":") : [])];
  return `${full.slice(0, 4).join(":")}::/64`;
}
