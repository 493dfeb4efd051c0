import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/page-header";
import type { ImportStatus, ProtocolChoice, ProtocolOffer } from "@/lib/imports/contract";
import type { Question } from "@/lib/protocol/schema";
import { hasOwnOptions, hasSides, kindOf } from "@/lib/questions/kinds";

function becomes({ plan: { action, number } }: ProtocolOffer): string {
  if (action === "use") return `Protocol version ${number} of this study, as it is published.`;
  if (action === "publish-draft") return `The draft of this study. Importing publishes it as version ${number}.`;
  if (action === "publish-added")
    return `The file's own question. Importing publishes version ${number}: this study's protocol with the question added.`;
  return `The file's own question. Importing publishes it as version ${number}.`;
}

function listAnswers(question: Question): string {
  if (hasOwnOptions(question)) return "the item's candidates";
  const sides = hasSides(question) ? ["A", "B"] : [];
  return [
    ...sides,
    ...kindOf(question)
      .listValues(question)
      .map(({ label }) => label),
  ].join(" · ");
}

function Questions({ questions }: { questions: readonly Question[] }) {
  return (
    <ul className="mt-2 flex flex-col gap-2">
      {questions.map((question) => (
        <li key={question.key}>
          <span className="block text-base font-medium">{question.text}</span>
          <span className="block text-[13px] text-muted">{listAnswers(question)}</span>
        </li>
      ))}
    </ul>
  );
}

type OfferProps = {
  offer: ProtocolOffer;
  isChosen: boolean;
  isOnly: boolean;
  onChoose: ProtocolReviewProps["onChoose"];
};

const box = "flex gap-3 rounded-md border border-line-strong bg-surface p-3 text-sm";

function Offer({ offer, isChosen, isOnly, onChoose }: OfferProps) {
  const words = (
    <span className="min-w-0">
      {becomes(offer)}
      <Questions questions={offer.questions} />
    </span>
  );
  if (isOnly) return <div className={box}>{words}</div>;
  return (
    <label className={`${box} has-checked:border-accent has-checked:bg-accent-soft`}>
      <input
        type="radio"
        name="protocol"
        value={offer.choice}
        checked={isChosen}
        disabled={!onChoose && !isChosen}
        onChange={() => onChoose?.(offer.choice)}
        className="mt-1 size-4 shrink-0 accent-(--accent)"
      />
      {words}
    </label>
  );
}

type ProtocolReviewProps = {
  status: ImportStatus;
  /** Reads the file again under the other choice; null where the browser has it no more. */
  onChoose: ((choice: ProtocolChoice) => void) | null;
};

/** The questions that imported labels answer, in full: nothing is published that was not seen here. */
export function ProtocolReview({ status: { offers }, onChoose }: ProtocolReviewProps) {
  const [chosen] = offers;
  if (!chosen) return null;
  return (
    <Section title="What the labels answer">
      <fieldset className="flex max-w-3xl flex-col gap-2">
        <legend className="sr-only">What the labels answer</legend>
        {offers.map((offer) => (
          <Offer
            key={offer.choice}
            offer={offer}
            isChosen={offer === chosen}
            isOnly={offers.length === 1}
            onChoose={onChoose}
          />
        ))}
      </fieldset>
      {offers.length > 1 && !onChoose && (
        <Notice className="mt-3 max-w-3xl">
          Choose the file again, above, to choose the other: this page does not hold it any more.
        </Notice>
      )}
    </Section>
  );
}
