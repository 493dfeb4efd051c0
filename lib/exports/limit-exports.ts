/** Every running export holds a database connection; labeling needs the others. */
const mostAtOnce = 4;

// Kept on globalThis so that each route bundle counts the same exports.
const shared = globalThis as { grataRunningExports?: number };

/** A place among the running exports, to be given back once; null when all are taken. */
export function takeExportPlace(): { giveBack: () => void } | null {
  const running = shared.grataRunningExports ?? 0;
  if (running >= mostAtOnce) return null;
  shared.grataRunningExports = running + 1;
  let isHeld = true;
  return {
    giveBack: () => {
      if (isHeld) shared.grataRunningExports = (shared.grataRunningExports ?? 1) - 1;
      isHeld = false;
    },
  };
}
