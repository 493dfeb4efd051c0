/** So long may the lock of a page that is just closing take before the person is told about another tab. */
const patienceMs = 400;

type Given = {
  name: string;
  onGranted: () => void;
  /** Another tab has it, or has just taken it over. */
  onElsewhere: () => void;
};

/**
 * One tab at a time labels and sends: two would show the same item twice. Where the browser has no locks (an address
 * without https), every tab works; keys keep labels from being stored twice.
 */
export function oneTab({ name, onGranted, onElsewhere }: Given) {
  let wish = new AbortController();
  let release: (() => void) | null = null;
  let isStopped = true;

  async function ask(steal: boolean) {
    if (!navigator.locks) return onGranted();
    const { signal } = wish;
    const patience = setTimeout(() => !signal.aborted && onElsewhere(), patienceMs);
    const hold = () =>
      new Promise<void>((resolve) => {
        clearTimeout(patience);
        if (signal.aborted) return resolve();
        release = resolve;
        onGranted();
      });
    try {
      await navigator.locks.request(name, steal ? { steal } : { signal }, hold);
    } catch {
      // Either this page gave up its wish, or another tab took the lock over.
      if (!isStopped && !signal.aborted) {
        onElsewhere();
        void ask(false);
      }
    } finally {
      clearTimeout(patience);
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
      wish.abort();
      release?.();
      release = null;
    },
    takeOver() {
      wish.abort();
      wish = new AbortController();
      void ask(true);
    },
  };
}
