import { Fact, Facts, sayShare } from "@/components/rater-work/facts";
import { Section } from "@/components/ui/page-header";
import { countOf, formatPercent } from "@/lib/format-number";
import {
  type Again,
  fastestWords,
  measurePace,
  measureSameness,
  measureSelfAgreement,
  type OwnLabel,
} from "@/lib/rater-work/habits";

/** "42 s", "3 min 5 s". */
export function sayTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function Repeats({
  name,
  again,
  texts,
}: {
  name: string;
  again: readonly Again[];
  texts: ReadonlyMap<string, string>;
}) {
  if (again.length === 0) return <Fact name={name}>No item came again so</Fact>;
  return (
    <Fact name={name}>
      <ul className="flex flex-col gap-1">
        {again.map(({ question, pairs, same }) => (
          <li key={question}>
            {texts.get(question) ?? question}: <span className="font-medium">{sayShare(same)}</span>{" "}
            <span className="text-muted">of {countOf(pairs, "item")}</span>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

type HabitsProps = { labels: readonly OwnLabel[]; texts: ReadonlyMap<string, string> };

/** How this rater works, from their own labels alone. */
export function HabitsSection({ labels, texts }: HabitsProps) {
  const work = labels.filter(({ purpose }) => purpose === "PRIMARY");
  if (work.length === 0) return null;
  const pace = measurePace(work);
  const { sameDay, later } = measureSelfAgreement(labels);
  const { longestRun, commonest, labels: count } = measureSameness(work);
  return (
    <Section
      title="How they work"
      lead="From their own labels of the work. None of it alone says that somebody is careless."
    >
      <Facts>
        <Fact
          name="Time on an item"
          note={
            pace.defined &&
            `${countOf(pace.value.tooFast, "label")} of ${pace.value.timed} came faster than anybody reads (${fastestWords} words a minute)`
          }
        >
          {pace.defined ? (
            <>
              <span className="font-medium">{sayTime(pace.value.medianMs)}</span> in the median,{" "}
              {Math.round(pace.value.perWordMs)} ms a word
            </>
          ) : (
            pace.because
          )}
        </Fact>
        <Fact
          name="The very same answers"
          note={`The commonest answers are ${formatPercent(commonest / count)} of theirs`}
        >
          <span className="font-medium">{longestRun}</span> times in a row at most, of {countOf(count, "label")}
        </Fact>
        <Repeats name="Says the same again, within a session" again={sameDay} texts={texts} />
        <Repeats name="Says the same again, after days" again={later} texts={texts} />
      </Facts>
    </Section>
  );
}
