/** Who is signed in on this device, as its tabs tell each other: the session itself is a cookie that no page can read. */
const place = "grata-signed-in";

/** `left`: whoever this page is for has signed out on this device. `other`: somebody else has signed in since. */
export type Standing = "here" | "left" | "other";

function write(userId: string) {
  try {
    if (localStorage.getItem(place) !== userId) localStorage.setItem(place, userId);
  } catch {
    // A browser that shares nothing between tabs keeps no labels on the device either.
  }
}

/** By every page that was made for somebody who is signed in. */
export const noteSignedIn = (userId: string) => write(userId);

/** Before anything is taken off the device, so that no other tab puts something there afterwards. */
export const noteSignedOut = () => write("");

/** How the person that a page was made for stands on this device now. Where nothing is known, they are here. */
export function readStanding(userId: string): Standing {
  try {
    const noted = localStorage.getItem(place);
    if (noted === null || noted === userId) return "here";
    return noted === "" ? "left" : "other";
  } catch {
    return "here";
  }
}

/** Whether somebody has signed out on this device, and nobody signed in since. */
export const isNobodyHere = () => readStanding("nobody") === "left";

/** Hears of it when another tab signs out or in, also while this page was put away; returns the way to stop. */
export function watchStanding(userId: string, onChange: (standing: Standing) => void): () => void {
  let last = readStanding(userId);
  const look = () => {
    const next = readStanding(userId);
    if (next === last) return;
    last = next;
    onChange(next);
  };
  window.addEventListener("storage", look);
  window.addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
  return () => {
    window.removeEventListener("storage", look);
    window.removeEventListener("pageshow", look);
    document.removeEventListener("visibilitychange", look);
  };
}
