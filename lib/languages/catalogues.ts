import de from "@/lib/languages/de.json";
import fr from "@/lib/languages/fr.json";
import type { Language, Translated } from "@/lib/languages/languages";
import type { Sentences } from "@/lib/languages/say";
import zh from "@/lib/languages/zh.json";

/**
 * Where a sentence is said, and so which pages are sent it: every page, the labeling page, or the others that raters see. What comes to the
 * labeling page finished in English (from routes, checks and states) is `retold` there. `told` never leaves the server, which retells the
 * refusals of forms before they go.
 */
export const groups = ["every", "front", "labeling", "retold", "told"] as const;
export type Group = (typeof groups)[number];

export const catalogues: Record<Translated, Record<Group, Sentences>> = { de, fr, zh };

export const sentencesOf = (language: Language, asked: readonly Group[]): Sentences =>
  language === "en" ? {} : Object.assign({}, ...asked.map((group) => catalogues[language][group]));
