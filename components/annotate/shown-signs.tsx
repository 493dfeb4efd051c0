import { inOrder } from "@/components/ui/in-order";
import { type HiddenSign, splitHiddenSigns } from "@/lib/reading/hidden-signs";

/** The label is no text: it can neither be copied nor found, and what is read of the page is what was written. */
const label =
  "before:mx-px before:inline-block before:rounded-sm before:border before:border-line-strong before:bg-sunken before:px-[0.3em] before:align-[0.1em] before:font-sans before:text-[0.62em] before:leading-[1.5] before:font-medium before:text-muted before:content-[attr(data-sign)] before:[direction:ltr]";

function Sign({ sign, label: short, name, isLetThrough }: HiddenSign) {
  if (isLetThrough)
    return (
      <span data-sign={short} title={name} className={label}>
        {sign}
      </span>
    );
  // In a box of its own a control turns nothing round but itself.
  return (
    <span data-sign={short} title={name} className={`inline-block whitespace-nowrap ${label}`}>
      <span className="text-[0px]">{sign}</span>
    </span>
  );
}

/** Where a run without spaces is longer than this, a browser is told where it may break: to find out takes it seconds. */
const longRun = /\S{200,}/g;
const partOfRun = /.{1,16}/gsu;

const breakRun = (run: string) =>
  inOrder(run.match(partOfRun) ?? [], (part) => (
    <>
      {part}
      <wbr />
    </>
  ));

function Words({ text }: { text: string }) {
  const runs = [...text.matchAll(longRun)];
  if (runs.length === 0) return text;
  const ends = runs.map(({ 0: run, index }) => index + run.length);
  return (
    <>
      {inOrder(runs, (run) => (
        <>
          {text.slice(ends[runs.indexOf(run) - 1] ?? 0, run.index)}
          {breakRun(run[0])}
        </>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}

/** A text, sign for sign, with a label beside each character in it that acts unseen. */
export const ShownSigns = ({ text }: { text: string }) =>
  inOrder(splitHiddenSigns(text), (piece) =>
    typeof piece === "string" ? <Words text={piece} /> : <Sign {...piece} />,
  );
