import { OutputLine, OutputText, TurnList } from "@/components/annotate/output-text";
import { TextViewSwitch } from "@/components/annotate/text-view-switch";
import { conditionLevels } from "@/lib/items/condition-name";
import { layoutOf } from "@/lib/layouts/layouts";

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

/** What raters read where names were masked. */
function ReadInstead({ text, turns }: { text: string | null; turns: unknown }) {
  if (text === null && !Array.isArray(turns)) return null;
  return (
    <div className="mt-3 border-l-2 pl-3">
      <p className="mb-1 text-[13px] text-muted">Names are masked. Raters read:</p>
      {Array.isArray(turns) && <TurnList turns={turns} />}
      {text !== null && <OutputText>{text}</OutputText>}
    </div>
  );
}

type Part = {
  key: string;
  label: string | null;
  profile: string | null;
  output: {
    text: string | null;
    turns: unknown;
    shownText: string | null;
    shownTurns: unknown;
    condition: { signature: string } | null;
  } | null;
};
type ItemTextsProps = {
  item: {
    layout: string;
    task: { prompt: string; shownPrompt: string | null };
    truth: unknown;
    parts: readonly Part[];
  };
};

/** What the item holds, with what raters never see: conditions and the hidden truth. */
function Texts({ item }: ItemTextsProps) {
  const truths = Object.values((item.truth ?? {}) as Record<string, string>);
  return (
    <div className="flex min-w-0 flex-col gap-8">
      {item.task.prompt && (
        <section>
          <h2 className="mb-2 text-sm font-medium text-muted">Task</h2>
          <OutputText>{item.task.prompt}</OutputText>
          <ReadInstead text={item.task.shownPrompt} turns={null} />
        </section>
      )}
      {item.parts.map((part) => (
        <section key={part.key} className="border-t pt-4">
          <h2 className="mb-2 text-sm font-medium text-muted">
            {layoutOf(item).partName} {part.key}
            {truths.includes(part.key) && <span className="ml-2 text-ink">· hidden truth</span>}
          </h2>
          {part.output?.condition && <Levels signature={part.output.condition.signature} />}
          {part.label && (
            <p className="mt-2 font-medium">
              <OutputLine>{part.label}</OutputLine>
            </p>
          )}
          {part.profile && <OutputText className="mt-1 max-w-[75ch] text-sm text-muted">{part.profile}</OutputText>}
          {Array.isArray(part.output?.turns) && <TurnList turns={part.output.turns} />}
          {part.output?.text && <OutputText className="reading mt-3">{part.output.text}</OutputText>}
          <ReadInstead text={part.output?.shownText ?? null} turns={part.output?.shownTurns} />
        </section>
      ))}
    </div>
  );
}

/** The texts of an item, in either view. */
export const ItemTexts = (props: ItemTextsProps) => (
  <TextViewSwitch>
    <Texts {...props} />
  </TextViewSwitch>
);
