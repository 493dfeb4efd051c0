import { randomInt } from "node:crypto";
import type { Random } from "@/lib/stats/defined";

/** Numbers in [0, 1) that nobody can predict, in steps of 2^-32: for names and seeds, not for what must be repeatable. */
export const cryptoRandom: Random = () => randomInt(2 ** 32) / 2 ** 32;

/** A seed that fits PostgreSQL's integer. */
export const drawSeed = (random: Random): number => Math.floor(random() * 2 ** 31);
