/** The languages of the pages that raters see. The key is stored with accounts and cookies: never rename it. */
export const languages = {
  en: { name: "English", tag: "en", direction: "ltr" },
  de: { name: "Deutsch", tag: "de", direction: "ltr" },
  fr: { name: "Français", tag: "fr", direction: "ltr" },
  zh: { name: "简体中文", tag: "zh-Hans", direction: "ltr" },
} as const satisfies Record<string, { name: string; tag: string; direction: "ltr" | "rtl" }>;

export type Language = keyof typeof languages;

/** English is written in the code; the others have a catalogue. */
export type Translated = Exclude<Language, "en">;

export const languageKeys = Object.keys(languages) as Language[];

export const isLanguage = (text: unknown): text is Language => languageKeys.some((key) => key === text);
