/** Ends of what names may share without being cut within a word. */
const joint = /[\s_\-/·:.,()]/;
/** A shared part is left out only where that makes room. */
const fewestShared = 6;

const cutInMiddle = (name: string, length: number): string => {
  if (name.length <= length) return name;
  const head = Math.ceil((length - 1) / 2);
  return `${name.slice(0, head).trimEnd()}…${name.slice(name.length - (length - 1 - head)).trimStart()}`;
};

/** How many letters all names begin with, back to the last joint. */
function sharedStart(names: readonly string[]): number {
  const [first = ""] = names;
  let shared = 0;
  while (shared < first.length && names.every((name) => name[shared] === first[shared])) shared++;
  if (names.some((name) => name.length <= shared)) shared = Math.min(...names.map(({ length }) => length)) - 1;
  while (shared > 0 && !joint.test(first[shared - 1] ?? "")) shared--;
  return shared;
}

const reversed = (text: string) => [...text].reverse().join("");

/** The names without what all of them begin and end with; an ellipsis stands for it. */
function withoutShared(names: readonly string[]): string[] {
  const start = sharedStart(names);
  const rest = start < fewestShared ? names : names.map((name) => name.slice(start));
  const end = sharedStart(rest.map(reversed));
  const own = end < fewestShared ? rest : rest.map((name) => name.slice(0, name.length - end));
  return own.map((name) => `${start < fewestShared ? "" : "…"}${name}${end < fewestShared ? "" : "…"}`);
}

/** A name from shortly before the place where it differs from another on. */
function fromDifference(name: string, other: string, length: number): string {
  let at = 0;
  while (at < name.length && name[at] === other[at]) at++;
  const from = Math.max(0, Math.min(at - 2, name.length - length + 1));
  return from === 0 ? cutInMiddle(name, length) : `…${cutInMiddle(name.slice(from), length - 1)}`;
}

/**
 * Names for an axis, at most `length` letters each. Where they do not all fit, what they share is left out first; then
 * they are cut in the middle, because long names differ at their ends; and two that would look the same are shown from
 * where they differ on.
 */
export function shortNames(names: readonly string[], length: number): string[] {
  if (names.every((name) => name.length <= length)) return [...names];
  const distinct = new Set(names).size > 1;
  const bare = distinct ? withoutShared(names) : [...names];
  const short = bare.map((name) => cutInMiddle(name, length));
  return short.map((name, place) => {
    const twin = short.findIndex((other, at) => other === name && names[at] !== names[place]);
    return twin < 0 ? name : fromDifference(bare[place] ?? "", bare[twin] ?? "", length);
  });
}
