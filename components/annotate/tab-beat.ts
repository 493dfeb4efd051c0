/** How often the tab that labels says that it is there, and after how long a silence it is taken for closed. */
const beatMs = 1000;
const silentAfterMs = 4000;

type Beat = { tab: string; at: number };

/** The part of a browser that tabs share, as far as it is needed here. */
export type SharedPlace = Pick<Storage, "getItem" | "setItem" | "removeItem">;

type Given = {
  name: string;
  tab: string;
  place: SharedPlace;
  now: () => number;
  onGranted: () => void;
  onElsewhere: () => void;
};

function readBeat(place: SharedPlace, name: string): Beat | null {
  try {
    const value: unknown = JSON.parse(place.getItem(name) ?? "null");
    if (typeof value !== "object" || value === null || !("tab" in value) || !("at" in value)) return null;
    return typeof value.tab === "string" && typeof value.at === "number" ? { tab: value.tab, at: value.at } : null;
  } catch {
    return null;
  }
}

/** Whether a tab other than this one is alive under that name. */
export function isBeating(place: SharedPlace, name: string, now: number, tab?: string): boolean {
  const beat = readBeat(place, name);
  return beat !== null && beat.tab !== tab && Math.abs(now - beat.at) < silentAfterMs;
}

/**
 * One tab at a time where the browser has no locks (an address without https): the tab that labels writes a sign of
 * life where the others see it. `look` is called every second and whenever another tab wrote.
 */
export function tabBeat({ name, tab, place, now, onGranted, onElsewhere }: Given) {
  let state: "new" | "here" | "elsewhere" = "new";

  function write() {
    try {
      place.setItem(name, JSON.stringify({ tab, at: now() } satisfies Beat));
    } catch {
      // Without shared storage every tab works; the server keeps labels from being stored twice.
    }
  }

  function become(next: "here" | "elsewhere") {
    if (state === next) return;
    state = next;
    if (next === "here") onGranted();
    else onElsewhere();
  }

  function look() {
    if (isBeating(place, name, now(), tab)) return become("elsewhere");
    write();
    become("here");
  }

  return {
    everyMs: beatMs,
    look,
    takeOver() {
      write();
      become("here");
    },
    leave() {
      if (readBeat(place, name)?.tab === tab) place.removeItem(name);
      state = "new";
    },
  };
}
