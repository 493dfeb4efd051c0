"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import type { Language } from "@/lib/languages/languages";
import { inEnglish, makeSay, type Say, type Sentences } from "@/lib/languages/say";

type Spoken = { say: Say; sentences: Sentences };

const SpokenContext = createContext<Spoken>({ say: inEnglish, sentences: {} });

type SpeakProps = { language: Language; sentences: Sentences; children: ReactNode };

/** The language of what is inside, with what its controls say beside what those of every page do. */
export function Speak({ language, sentences, children }: SpeakProps) {
  const around = use(SpokenContext).sentences;
  const spoken = useMemo(() => {
    const all = { ...around, ...sentences };
    return { say: makeSay(language, all), sentences: all };
  }, [language, around, sentences]);
  return <SpokenContext value={spoken}>{children}</SpokenContext>;
}

/** For controls in the browser; what is drawn on the server alone asks `readSay`. */
export const useSay = (): Say => use(SpokenContext).say;
