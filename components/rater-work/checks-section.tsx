import { DecideButton } from "@/components/rater-work/decide-button";
import { Fact, Facts, sayShare } from "@/components/rater-work/facts";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/page-header";
import { countOf } from "@/lib/format-number";
import type { Check } from "@/lib/rater-work/checks";
import type { RaterStanding } from "@/lib/rater-work/standing";

export type ChecksProps = {
  studyId: string;
  rater: RaterStanding;
  training: Check | undefined;
  gold: Check | undefined;
  /** Which of them the study uses. */
  uses: { training: boolean; qualification: boolean; gold: boolean };
};

const sayCheck = ({ answered, skipped, right, asked }: Check): string =>
  `${countOf(answered, "item")} answered${skipped > 0 ? `, ${skipped} skipped` : ""}; ${right} of ${countOf(asked, "answer")} right`;

function Tries({ studyId, rater }: Pick<ChecksProps, "studyId" | "rater">) {
  const { tries, admittedAt, grantedTry } = rater;
  const last = tries.at(-1);
  const isThrough = admittedAt !== null || last?.passed;
  const isGranted = last !== undefined && grantedTry > last.number;
  return (
    <Fact
      name="Test before the work"
      note={
        admittedAt
          ? "Somebody of the study let them in."
          : isGranted && !isThrough
            ? "One more try is granted: it begins when they say so."
            : undefined
      }
    >
      {tries.length === 0 && "No try finished yet"}
      <ol className="flex flex-col gap-1">
        {tries.map(({ number, right, asked, needed, passed, finishedAt }) => (
          <li key={number}>
            {`Try ${number}: ${right} of ${asked} right, ${needed} needed: `}
            <span className="font-medium">{passed ? "passed" : "not passed"}</span>
            {", "}
            <Moment at={finishedAt} />
          </li>
        ))}
      </ol>
      {!isThrough && (
        <div className="mt-3 flex flex-wrap gap-2">
          {last && !isGranted && (
            <DecideButton studyId={studyId} raterId={rater.id} step="retry">
              Grant another try
            </DecideButton>
          )}
          <DecideButton studyId={studyId} raterId={rater.id} step="admit">
            Let them in without
          </DecideButton>
        </div>
      )}
    </Fact>
  );
}

/** What this rater made of items whose answers are known. */
export function ChecksSection({ studyId, rater, training, gold, uses }: ChecksProps) {
  const hasTraining = uses.training || training;
  const hasTest = uses.qualification || rater.tries.length > 0;
  const hasGold = uses.gold || gold;
  if (!hasTraining && !hasTest && !hasGold) return null;
  return (
    <Section title="Items with known answers" lead="None of these labels counts in any figure of the study.">
      <Facts>
        {hasTraining && (
          <Fact name="Training" note={training && `Right: ${sayShare(training.accuracy)}`}>
            {training ? sayCheck(training) : "Not begun"}
          </Fact>
        )}
        {hasTest && <Tries studyId={studyId} rater={rater} />}
        {hasGold && (
          <Fact
            name="Hidden gold"
            note={
              gold && (
                <>
                  {sayCheck(gold)}. 95 % interval over items.
                  {rater.goldWarnedAt && " Below the bound at which the study warns."}
                </>
              )
            }
          >
            {gold ? <span className="font-medium">{sayShare(gold.accuracy)}</span> : "None answered yet"}
          </Fact>
        )}
      </Facts>
    </Section>
  );
}
