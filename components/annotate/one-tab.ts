import { makeKey } from "@/components/annotate/make-key";
import { isBeating, type SharedPlace, tabBeat } from "@/components/annotate/tab-beat";

/** So long may the lock of a page that is just closing take before the person is told about another tab. */
const patienceMs = 400;

type Given = {
  name: string;
  onGranted: () => void;
  /** Another tab has it, or has just taken it over. */
  onElsewhere: () => void;
};

/** The name under which one person labels one study, in whichever tab. */
export const tabName = (userId: string, studyId: string) => `persona-grata/${userId}/${studyId}`;

const nowhere: SharedPlace = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

function findSharedPlace(): SharedPlace {
  try {
    return window.localStorage;
  } catch {
    return nowhere;
  }
}

const isAbort = (thrown: unknown) => thrown instanceof DOMException && thrown.name === "AbortError";

/** One tab at a time by the browser's locks. */
function tabLock({ name, onGranted, onElsewhere }: Given) {
  let wish = new AbortController();
  let release: (() => void) | null = null;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let isStopped = true;

  /**
   * Who has it? Nobody yet where the browser is only slow. What another page just sends is sent from here as well: its key
   * makes that harmless, and waiting for it may take long.
   */
  async function lookElsewhere(signal: AbortSignal) {
    const { held = [] } = await navigator.locks.query().catch(() => ({ held: [] }));
    if (signal.aborted || release) return;
    const holder = held.find((lock) => lock.name === name);
    if (!holder) waitPatiently(signal);
    else if (holder.mode === "shared") takeOver();
    else onElsewhere();
  }

  function waitPatiently(signal: AbortSignal) {
    clearTimeout(patience);
    patience = setTimeout(() => void lookElsewhere(signal), patienceMs);
  }

  function takeOver() {
    wish.abort();
    wish = new AbortController();
    void ask(true);
  }

  function grant(giveBack = () => {}) {
    clearTimeout(patience);
    release = giveBack;
    onGranted();
  }

  async function ask(steal: boolean) {
    const { signal } = wish;
    waitPatiently(signal);
    const hold = () =>
      new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        grant(resolve);
      });
    try {
      await navigator.locks.request(name, steal ? { steal } : { signal }, hold);
    } catch (thrown) {
      // Either this page gave up its wish,
      if (isStopped || signal.aborted) return;
      // or the browser has locks and refuses them: the server keeps labels from being stored twice,
      if (!isAbort(thrown)) return grant();
      // or another tab took the lock over.
      release = null;
      onElsewhere();
      void ask(false);
    }
  }

  return {
    start() {
      isStopped = false;
      wish = new AbortController();
      void ask(false);
    },
    stop() {
      isStopped = true;
      clearTimeout(patience);
      wish.abort();
      release?.();
      release = null;
    },
    takeOver,
  };
}

/** The same by signs of life in storage that tabs share. */
function tabBeats(given: Given) {
  const beat = tabBeat({ ...given, tab: makeKey(), place: findSharedPlace(), now: Date.now });
  let timer: ReturnType<typeof setInterval> | undefined;
  const onStorage = ({ key }: StorageEvent) => key === given.name && beat.look();
  return {
    start() {
      beat.look();
      timer = setInterval(beat.look, beat.everyMs);
      window.addEventListener("storage", onStorage);
      window.addEventListener("pagehide", beat.leave);
    },
    stop() {
      clearInterval(timer);
      window.removeEventListener("storage", onStorage);
      window.removeEventListener("pagehide", beat.leave);
      beat.leave();
    },
    takeOver: beat.takeOver,
  };
}

/** One tab at a time labels and sends: two would show the same item twice. */
export function oneTab(given: Given) {
  // Chosen at the start: a page that is made on the server has no browser to ask.
  let tab: ReturnType<typeof tabLock> | null = null;
  const choose = () => {
    tab ??= navigator.locks ? tabLock(given) : tabBeats(given);
    return tab;
  };
  return { start: () => choose().start(), stop: () => choose().stop(), takeOver: () => choose().takeOver() };
}

/** Does something for a study unless a tab labels it right now, which then does it itself. Returns whether it was done. */
export async function whileNoTab(name: string, work: () => Promise<void>): Promise<boolean> {
  if (!navigator.locks) {
    if (isBeating(findSharedPlace(), name, Date.now())) return false;
    await work();
    return true;
  }
  try {
    // Of several pages one sends. Shared with none: the mode tells a tab that comes to label what it meets.
    return await navigator.locks.request(`${name}/sending`, { ifAvailable: true }, (own) =>
      own
        ? navigator.locks.request(name, { ifAvailable: true, mode: "shared" }, async (lock) => {
            if (lock) await work();
            return lock !== null;
          })
        : false,
    );
  } catch (thrown) {
    // A labeling tab took over in the middle: what was sent by then was sent with its key.
    if (isAbort(thrown)) return false;
    throw thrown;
  }
}
