import { countOf } from "@/lib/format-number";

type Counted = {
  raters: number;
  /** Of those, places in a file's lists of votes: nobody knows who stands behind one, nor whether it is always the same. */
  anonymous: number;
};

/** "3 people", "5 anonymous places", "3 people and 5 anonymous places". */
export function sayPeople({ raters, anonymous }: Counted): string {
  const places = countOf(anonymous, "anonymous place");
  if (anonymous === 0) return countOf(raters, "person", "people");
  return raters === anonymous ? places : `${countOf(raters - anonymous, "person", "people")} and ${places}`;
}
