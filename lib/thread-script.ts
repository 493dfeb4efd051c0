import { join } from "node:path";

/** Rooms whose `worker.ts` runs in threads. */
export const threadRooms = ["imports", "analysis"] as const;

type Room = (typeof threadRooms)[number];

/** Where a build puts the code of a room's threads, as seen from the app's folder. */
export const bundledThread = (room: Room) => `.next/threads/${room}.mjs`;

// Next puts the word in at build time: what is built runs what was built with it.
const isBuilt = process.env.NODE_ENV === "production";

/**
 * The script of a room's threads. A thread that loads TypeScript works for two seconds before it does anything, beside people who
 * label for ten: a build bundles it. Development and tests load the source.
 */
export const threadScript = (room: Room) =>
  join(/* turbopackIgnore: true */ process.cwd(), isBuilt ? bundledThread(room) : `lib/${room}/worker.mjs`);
