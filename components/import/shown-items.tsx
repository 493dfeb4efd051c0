"use client";

import { useId, useState } from "react";
import { ChoiceList } from "@/components/annotate/choice-list";
import { listChoices } from "@/components/annotate/choices";
import { TextViewSwitch } from "@/components/annotate/text-view-switch";
import { ItemView } from "@/components/layouts/item-view";
import { inOrder } from "@/components/ui/in-order";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { KeptField, ShownItem } from "@/lib/imports/contract";
import type { Question } from "@/lib/protocol/schema";
import { itemTarget } from "@/lib/questions/targets";

/** Where no question asks for the candidates yet. */
const whoSaidIt: Question = {
  key: "candidates",
  type: "choice",
  options: "item",
  text: "Candidates",
  help: "",
  required: true,
  cannotJudge: false,
  showIf: null,
};

const noKeys: ReadonlyMap<string, string> = new Map();

/** The candidates as a rater finds them, to look at. */
function Candidates({ item, question }: Pick<ShownItem, "item" | "question">) {
  const id = useId();
  const asked = question ?? whoSaidIt;
  const choices = listChoices(asked, item);
  return (
    <fieldset aria-labelledby={`${id}-text`} className="min-w-0 border-t px-5 py-6">
      <div className="mx-auto max-w-[42rem]">
        <p id={`${id}-text`} className="mb-2 text-[15px] leading-snug font-semibold text-pretty">
          {asked.text}
        </p>
        <ChoiceList
          name={id}
          isLocked
          onPick={() => undefined}
          asked={{
            question: asked,
            target: itemTarget,
            address: asked.key,
            choices,
            answer: undefined,
            chosen: [],
            keys: noKeys,
            isInHand: false,
            error: undefined,
          }}
        />
      </div>
    </fieldset>
  );
}

/** What the researcher has to know is stored, and raters never get. */
function Kept({ kept }: { kept: readonly KeptField[] }) {
  return (
    <section className="border-t bg-sunken px-5 py-4 text-[13px]">
      <h3 className="mb-2 font-medium">Kept from raters</h3>
      <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[minmax(8rem,auto)_minmax(0,1fr)]">
        {inOrder(kept, ({ of, name, value }) => (
          <>
            <dt className="text-muted wrap-anywhere">{of === null ? name : `${of}: ${name}`}</dt>
            <dd className="mb-1.5 whitespace-pre-line wrap-anywhere sm:mb-0">
              <bdi>{value}</bdi>
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Item({ shown: { line, item, question, kept, isCut } }: { shown: ShownItem }) {
  const [openedParts, setOpenedParts] = useState<readonly string[]>([]);
  return (
    <li className="isolate min-w-0 overflow-hidden rounded-lg border bg-paper">
      <p className="flex flex-wrap gap-x-4 border-b bg-sunken px-5 py-2 text-[13px] text-muted">
        {line > 0 && <span className="tabular-nums">Line {line.toLocaleString("en")}</span>}
        {isCut && <span>Long texts are cut here. Raters read the whole.</span>}
      </p>
      <div className="@container">
        <ScrollPane name={`Item of line ${line}`} className="max-h-[34rem] overflow-y-auto">
          <ItemView
            item={item}
            openedParts={openedParts}
            onOpenPart={(partId) => setOpenedParts((opened) => [...opened, partId])}
          />
          {item.candidates.length > 0 && <Candidates item={item} question={question} />}
        </ScrollPane>
      </div>
      <Kept kept={kept} />
    </li>
  );
}

/** The first items in the real labeling view; under each, apart from it, what raters never get. */
export function ShownItems({ items }: { items: readonly ShownItem[] }) {
  return (
    <TextViewSwitch>
      <ol className="flex max-w-[60rem] flex-col gap-8">
        {items.map((shown) => (
          <Item key={`${shown.file} ${shown.line} ${shown.item.assignmentId}`} shown={shown} />
        ))}
      </ol>
    </TextViewSwitch>
  );
}
