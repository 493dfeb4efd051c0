"use client";

import { useSay } from "@/components/language/speak";
import { Kbd } from "@/components/ui/badge";
import { said } from "@/lib/languages/say";

const speakers = [
  { who: said("Patient"), text: said("It began an hour ago, when I carried the shopping up.") },
  { who: "?", text: said("Sit down where you are. Is the pain going anywhere, your arm, your jaw?") },
];

const candidates = [
  said("A junior nurse on her first night shift"),
  said("A retired army surgeon"),
  said("A pharmacist who avoids risk"),
];

/** What a rater sees, in small: a masked speaker and the people it could be. A picture, not a control. */
export function ItemSketch() {
  const say = useSay();
  return (
    <div
      role="img"
      aria-label={say(
        "An item as a rater sees it: a dialogue with one speaker masked, and three people who could have said it",
      )}
      className="rounded-xl border bg-surface p-5 sm:p-6"
    >
      <div aria-hidden className="flex flex-col gap-5">
        {speakers.map(({ who, text }) => (
          <div key={who}>
            <p className="mb-1 text-xs font-medium text-muted">{who === "?" ? <Mask /> : say(who)}</p>
            <p className="font-reading text-[17px] leading-relaxed">{say(text)}</p>
          </div>
        ))}
        <div className="border-t pt-4">
          <p className="mb-2.5 text-sm font-medium">{say("Who said it?")}</p>
          <ul className="flex flex-col gap-1.5">
            {candidates.map((name, place) => (
              <li
                key={name}
                className={`flex items-center gap-3 rounded-md border px-3 py-2 text-sm ${place === 1 ? "border-accent bg-accent-soft" : ""}`}
              >
                <Kbd>{place + 1}</Kbd>
                {say(name)}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}

const Mask = () => <span className="inline-block h-3 w-24 rounded-sm bg-line-strong align-middle" />;
