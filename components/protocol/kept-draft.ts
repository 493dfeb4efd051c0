import { isNobodyHere } from "@/components/annotate/signed-in-here";
import type { Protocol } from "@/lib/protocol/schema";

type Kept = { digest: string; protocol: Protocol };

const prefix = "grata-protocol/";

/** Unsaved changes survive a reload in this browser, if the server still has what they began from; not a signing out. */
export function keep(studyId: string, kept: Kept | null) {
  try {
    if (kept && !isNobodyHere()) localStorage.setItem(prefix + studyId, JSON.stringify(kept));
    else localStorage.removeItem(prefix + studyId);
  } catch {
    // Without storage an unfinished draft lives in this page only; leaving it asks first.
  }
}

export function findKept(studyId: string, digest: string): Protocol | null {
  try {
    const kept = JSON.parse(localStorage.getItem(prefix + studyId) ?? "null") as Kept | null;
    return kept?.digest === digest ? kept.protocol : null;
  } catch {
    return null;
  }
}

/** At the end of a session on this device. */
export function forgetProtocolDrafts() {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
  } catch {
    // Without storage nothing was kept.
  }
}
