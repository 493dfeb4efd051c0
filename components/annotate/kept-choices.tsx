"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

type Choices = Readonly<Record<string, boolean>>;

const KeptChoices = createContext<readonly [Choices, (name: string, choice: boolean) => void] | null>(null);

/** What a person chose of how an item stands on screen (a profile unfolded, two sides that scroll apart) holds for the next items too. */
export function KeepChoices({ children }: { children: ReactNode }) {
  const [choices, setChoices] = useState<Choices>({});
  const kept = useMemo(
    () => [choices, (name: string, choice: boolean) => setChoices((now) => ({ ...now, [name]: choice }))] as const,
    [choices],
  );
  return <KeptChoices value={kept}>{children}</KeptChoices>;
}

/** What was chosen, null where nothing was. */
export function useKeptChoice(name: string): [boolean | null, (choice: boolean) => void] {
  const kept = useContext(KeptChoices);
  const [own, setOwn] = useState<boolean | null>(null);
  if (!kept) return [own, setOwn];
  const [choices, keep] = kept;
  return [choices[name] ?? null, (choice) => keep(name, choice)];
}
