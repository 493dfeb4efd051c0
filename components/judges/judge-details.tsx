import Link from "next/link";
import { ClassChart } from "@/components/judges/class-chart";
import { ClassTable } from "@/components/judges/class-table";
import { ConfusionChart } from "@/components/judges/confusion-chart";
import { LevelChart } from "@/components/judges/level-chart";
import { OwnAnswers } from "@/components/judges/own-answers";
import { PersonChart } from "@/components/judges/person-chart";
import { ScoreTable } from "@/components/judges/score-table";
import { SetTable } from "@/components/judges/set-table";
import { classNames } from "@/components/ui/class-names";
import { Section } from "@/components/ui/page-header";
import { describeInPlace } from "@/lib/analysis/judges/describe-stand-in";
import type { JudgeFigures } from "@/lib/analysis/judges/figures";
import type { JudgeRow, LevelFigures } from "@/lib/analysis/judges/row";
import type { Comparison } from "@/lib/measure/two-columns";

type JudgeDetailsProps = {
  figures: JudgeFigures;
  chosen: JudgeRow;
  /** The address of the page with another judge chosen. */
  hrefs: Readonly<Record<string, string>>;
};

function byFactor(levels: readonly LevelFigures[]): [factor: string, levels: LevelFigures[]][] {
  const factors = new Map<string, LevelFigures[]>();
  for (const level of levels) factors.set(level.factor, [...(factors.get(level.factor) ?? []), level]);
  return [...factors];
}

/** A table of each answer against each; numbers and sets are too many for one. */
const hasTable = ({ scale }: JudgeFigures, { confusion }: Comparison) =>
  scale.kind !== "interval" && scale.kind !== "set" && confusion.categories.length > 0;

/** Where one judge fails: which answers, and under which conditions. */
export function JudgeDetails({ figures, chosen, hrefs }: JudgeDetailsProps) {
  const { rows, scale, question, over } = figures;
  const { majority, truth, name, classes, scores, sets, standIn } = chosen;
  const hasConfusion = [majority, truth].some((against) => against?.defined && hasTable(figures, against.value));
  const factors = byFactor(chosen.levels).filter(([, levels]) => levels.some((level) => level.majority.defined));
  // Of sets each option has a majority of its own, also where no whole set has one.
  const hasClasses = (majority.defined || sets !== null) && classes.defined;
  if (!hasConfusion && factors.length === 0 && !hasClasses && !scores?.defined && !sets?.defined && !standIn.defined)
    return null;
  return (
    <Section
      id="details"
      title={`Where ${name} differs`}
      actions={
        rows.length > 1 && (
          <nav aria-label="Judge" className="flex min-w-0 flex-wrap gap-1">
            {rows.map((row) => (
              <Link
                key={row.id}
                href={hrefs[row.id] ?? ""}
                scroll={false}
                aria-current={row.id === chosen.id ? "true" : undefined}
                className={classNames(
                  "max-w-full rounded-md px-3 py-1.5 text-[13px] wrap-anywhere text-muted hover:bg-sunken",
                  row.id === chosen.id && "bg-accent-soft font-medium text-ink",
                )}
              >
                {row.name}
              </Link>
            ))}
          </nav>
        )
      }
    >
      <div className="flex flex-col gap-10">
        {majority.defined && hasTable(figures, majority.value) && (
          <ConfusionChart
            comparison={majority.value}
            labels={scale.labels}
            judge={name}
            reference="People's majority"
            name={`confusion-majority-${question.key}`}
          />
        )}
        {scores?.defined && (
          <div>
            <h3 className="mb-2 font-semibold">Points</h3>
            <ScoreTable judge={name} scores={scores.value} />
          </div>
        )}
        {sets?.defined && (
          <div>
            <h3 className="mb-2 font-semibold">Sets</h3>
            <SetTable judge={name} sets={sets.value} />
          </div>
        )}
        {hasClasses && (
          <div>
            <h3 className="mb-2 font-semibold">{sets ? "Option by option" : "Answer by answer"}</h3>
            <OwnAnswers classes={classes.value} judge={name} />
            <ClassChart classes={classes.value} judge={name} questionKey={question.key} over={over} />
            <div className="mt-6">
              <ClassTable classes={classes.value} />
            </div>
          </div>
        )}
        {standIn.defined && (
          <div>
            <h3 className="mb-2 font-semibold">In the place of each person</h3>
            <p className="mb-3 max-w-[75ch] text-sm empty:hidden">{describeInPlace(chosen)}</p>
            <PersonChart test={standIn.value} judge={name} questionKey={question.key} />
          </div>
        )}
        {truth?.defined && hasTable(figures, truth.value) && (
          <ConfusionChart
            comparison={truth.value}
            labels={scale.labels}
            judge={name}
            reference="The truth"
            name={`confusion-truth-${question.key}`}
          />
        )}
        {factors.map(([factor, levels]) => (
          <div key={factor}>
            <h3 className="mb-2 font-semibold">{`By ${factor}`}</h3>
            <LevelChart levels={levels} judge={name} questionKey={question.key} />
          </div>
        ))}
      </div>
    </Section>
  );
}
