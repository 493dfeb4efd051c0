/** Every export that is being read holds a database connection; labeling needs the others. */
const mostReading = 4;
/** Each download keeps a file until it is taken, or given up. */
const mostDownloadsEach = 8;

export type Place = { giveBack: () => void };

// Kept on globalThis so that each route bundle counts the same exports.
const shared = globalThis as { grataPlaces?: Map<string, number> };

function takePlace(of: string, most: number): Place | null {
  shared.grataPlaces ??= new Map();
  const places = shared.grataPlaces;
  const taken = places.get(of) ?? 0;
  if (taken >= most) return null;
  places.set(of, taken + 1);
  let isHeld = true;
  return {
    giveBack: () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (places.get(of) ?? 1) - 1;
      if (left === 0) places.delete(of);
      else places.set(of, left);
    },
  };
}

/** A place among the exports that are being read, to be given back once; null when all are taken. */
export const takeExportPlace = (): Place | null => takePlace("reading", mostReading);

/** A place among one person's downloads; null when they have as many as anybody may. */
export const takeDownloadPlace = (userId: string): Place | null => takePlace(`of ${userId}`, mostDownloadsEach);
