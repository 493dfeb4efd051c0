import { layoutOf } from "@/lib/layouts/layouts";

type Question = { key: string; text: string };
type ItemGoldProps = {
  item: {
    layout: string;
    truth: unknown;
    goldAnswer: string | null;
    referenceAnswer: string | null;
    policyText: string | null;
    goldRationale: string | null;
  };
  questions: readonly Question[];
};

/** What the item's answers are held against, which raters never see. Sides and candidates are marked where they stand. */
export function ItemGold({ item, questions }: ItemGoldProps) {
  const truths = layoutOf(item).goldNames !== null ? [] : Object.entries((item.truth ?? {}) as Record<string, string>);
  const textOf = (key: string) => questions.find((question) => question.key === key)?.text ?? key;
  const facts = [
    ...truths.map(([key, value]) => [`Gold answer of “${textOf(key)}”`, value] as const),
    ["Gold answer", item.goldAnswer] as const,
    ["Why the gold answer is right", item.goldRationale] as const,
    ["Reference answer", item.referenceAnswer] as const,
    ["Policy", item.policyText] as const,
  ].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  if (facts.length === 0) return null;
  return (
    <section className="mb-8">
      <h2 className="mb-2 text-sm font-medium text-muted">What raters never see</h2>
      <dl className="flex flex-col gap-2 text-sm">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="font-medium whitespace-pre-wrap">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
