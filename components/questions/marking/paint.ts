/** How a category looks in the text, by its place; beyond these they look alike. */
export const looks = 9;

const painted = new Map<object, ReadonlyMap<string, readonly Range[]>>();
const names = ["marks-held", ...Array.from({ length: looks }, (_, place) => `marks-${place + 1}`)];

/** What is painted over texts, by everybody who paints: overlapping ranges are all seen, and nothing of the page is changed. */
function repaint() {
  // A browser without highlights has the list of marks beside the question.
  if (typeof CSS === "undefined" || !("highlights" in CSS)) return;
  for (const name of names) {
    const ranges = [...painted.values()].flatMap((own) => own.get(name) ?? []);
    if (ranges.length === 0) CSS.highlights.delete(name);
    else CSS.highlights.set(name, Object.assign(new Highlight(...ranges), { priority: name === "marks-held" ? 1 : 0 }));
  }
}

/** Paints for one question; returns how to take it off again. */
export function paint(owner: object, ranges: ReadonlyMap<string, readonly Range[]>): () => void {
  painted.set(owner, ranges);
  repaint();
  return () => {
    painted.delete(owner);
    repaint();
  };
}
