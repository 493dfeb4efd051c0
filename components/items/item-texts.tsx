import { Markdown } from "@/components/ui/markdown";
import { conditionLevels } from "@/lib/items/condition-name";

function Levels({ signature }: { signature: string }) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-[13px]">
      {conditionLevels(signature).map(([factor, level]) => (
        <div key={factor} className="flex gap-1.5">
          <dt className="text-muted">{factor}</dt>
          <dd className="font-medium">{level}</dd>
        </div>
      ))}
    </dl>
  );
}

function Turns({ turns }: { turns: unknown }) {
  if (!Array.isArray(turns)) return null;
  return (
    <ol className="flex flex-col gap-4">
      {turns.map((turn: { speaker?: string; text?: string }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: turns have no identity but their place, and never move
        <li key={place}>
          <p className="text-[13px] font-medium text-muted">{turn.speaker}</p>
          <p className="reading whitespace-pre-wrap">{turn.text}</p>
        </li>
      ))}
    </ol>
  );
}

type Part = {
  key: string;
  label: string | null;
  profile: string | null;
  output: { text: string | null; turns: unknown; condition: { signature: string } | null } | null;
};
type ItemTextsProps = { item: { layout: string; task: { prompt: string }; truth: unknown; parts: readonly Part[] } };

/** What the item holds, with what raters never see: conditions and the hidden truth. */
export function ItemTexts({ item }: ItemTextsProps) {
  const truths = Object.values((item.truth ?? {}) as Record<string, string>);
  return (
    <div className="flex flex-col gap-8">
      {item.task.prompt && (
        <section>
          <h2 className="mb-2 text-sm font-medium text-muted">Task</h2>
          <Markdown className="reading">{item.task.prompt}</Markdown>
        </section>
      )}
      {item.parts.map((part) => (
        <section key={part.key} className="border-t pt-4">
          <h2 className="mb-2 text-sm font-medium text-muted">
            {item.layout === "CANDIDATES" ? "Candidate" : item.layout === "PAIR" ? "Side" : "Output"} {part.key}
            {truths.includes(part.key) && <span className="ml-2 text-ink">· hidden truth</span>}
          </h2>
          {part.output?.condition && <Levels signature={part.output.condition.signature} />}
          {part.label && <p className="mt-2 font-medium">{part.label}</p>}
          {part.profile && <p className="mt-1 text-sm text-muted">{part.profile}</p>}
          {part.output?.text && <Markdown className="reading mt-3">{part.output.text}</Markdown>}
          {part.output?.turns ? <Turns turns={part.output.turns} /> : null}
        </section>
      ))}
    </div>
  );
}
