import type { Answerer } from "./layout";

/** Data of other kinds than ratings and tables. */
export const otherAnswers: Readonly<Record<string, Answerer>> = {};
