import { said } from "@/lib/languages/say";

/** What the health of the server says: `/api/health`. */
type Health = { database?: string };

const words: Record<string, string> = {
  ok: said("The server has a fault."),
  unavailable: said("The database did not answer."),
  "cannot write": said("The database cannot store anything now: its disk is full, or it only reads."),
};

/** After a request that came to nothing: whether the server is there, and how its database is. In a sentence. */
export async function explainFailure(fetchIt: typeof fetch = fetch): Promise<string> {
  const answer = await fetchIt("/api/health", { cache: "no-store" }).catch(() => null);
  if (!answer) return said("The server cannot be reached.");
  const health: Health = await answer.json().catch(() => ({}));
  return words[health.database ?? ""] ?? `The server answered ${answer.status} without saying why.`;
}
