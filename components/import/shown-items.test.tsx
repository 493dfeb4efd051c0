import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ShownItems } from "@/components/import/shown-items";
import type { ItemRecord } from "@/lib/formats/contract/records";
import { showRecord } from "@/lib/imports/show-record";

const draw = (record: Pick<ItemRecord, "layout" | "parts" | "truth">) => {
  const task = { externalId: "task-1", prompt: "I feel dizzy." };
  const item = { ...record, kind: "item", externalId: "item-7", task, factors: {}, isServable: true } as const;
  const around = { personas: new Map(), factors: [], hidesPersona: true, questions: [] };
  const shown = { line: 4, file: null, isCut: false, ...showRecord(item, around) };
  const [seen = "", kept = ""] = renderToStaticMarkup(<ShownItems items={[shown]} />).split("Kept from raters");
  return { seen, kept };
};

test("an item is drawn as raters read it, what is hidden only beneath", () => {
  const output = { text: "Wait **here**.", factors: { model: "gpt-4" } };
  const { seen, kept } = draw({ layout: "SINGLE", parts: [{ output }] });
  expect(seen).toContain("<strong>here</strong>");
  expect(seen).not.toMatch(/gpt-4|item-7|task-1/);
  expect(kept).toMatch(/Factor model.*gpt-4/);
});

test("candidates are drawn as answers that cannot be picked here", () => {
  const { seen, kept } = draw({
    layout: "CANDIDATES",
    parts: [{ label: "Baker" }, { label: "Chemist" }],
    truth: { speaker: "2" },
  });
  expect(seen.match(/type="radio"[^>]*disabled/g)).toHaveLength(2);
  expect(seen).toMatch(/Baker.*Chemist/);
  expect(kept).toMatch(/Truth, speaker.*Candidate B/);
});
