import type { ReactNode } from "react";
import { Speak } from "@/components/language/speak";
import { type Group, sentencesOf } from "@/lib/languages/catalogues";
import { readLanguage } from "@/lib/users/read-language";

const sent: Record<"every" | "front" | "labeling", readonly Group[]> = {
  every: ["every"],
  front: ["front"],
  labeling: ["labeling", "retold"],
};

type SpokenProps = { on: keyof typeof sent; children: ReactNode };

/** Around what a rater sees: in their language, of which only the sentences of this kind of page are sent. */
export async function Spoken({ on, children }: SpokenProps) {
  const language = await readLanguage();
  return (
    <Speak language={language} sentences={sentencesOf(language, sent[on])}>
      {children}
    </Speak>
  );
}
