import { describe, expect, test } from "vitest";
import { LabelColumnsBuilder, type LabelRow } from "@/lib/analysis/label-columns";

const encode = (text: string) => new TextEncoder().encode(text);
const line = (item: number, value: string, state = "GIVEN", probabilities = "\\N") =>
  [item, 7, 0, "PRIMARY", 1, 1, "safe", "item", state, value, probabilities].join("\t");

describe("lines of COPY", () => {
  test("become columns, wherever the bytes are cut", () => {
    const bytes = encode(`${line(0, "é")}\n${line(1, "no")}\n${line(2, "é")}\n`);
    for (let cut = 1; cut < bytes.length; cut++) {
      const builder = new LabelColumnsBuilder();
      builder.addChunk(bytes.slice(0, cut));
      builder.addChunk(bytes.slice(cut));
      const { item, value, isLatest } = builder.finish();
      expect([[...item], [...value], [...isLatest]]).toEqual([
        [0, 1, 2],
        [0, 1, 0],
        [1, 1, 1],
      ]);
      expect(builder.values.texts).toEqual(["é", "no"]);
    }
  });

  test("grow beyond the first room", () => {
    const builder = new LabelColumnsBuilder();
    for (let item = 0; item < 10_000; item++) builder.addChunk(encode(`${line(item, "yes")}\n`));
    const { item } = builder.finish();
    expect([item.length, item[9999]]).toEqual([10_000, 9999]);
  });

  test("carry escapes, missing values and a judge's probabilities", () => {
    const builder = new LabelColumnsBuilder();
    const probabilities = '{"1": 0.25, "2": 0.75}';
    builder.addChunk(
      encode(`${line(0, "a\\tb\\\\c")}\n${line(1, "\\N", "UNPARSED")}\n${line(2, "2", "GIVEN", probabilities)}\n`),
    );
    const columns = builder.finish();
    expect(builder.values.texts).toEqual(["a\tb\\c", "2"]);
    expect([...columns.value]).toEqual([0, -1, 1]);
    expect(columns.probabilities).toEqual(new Map([[2, { "1": 0.25, "2": 0.75 }]]));
  });

  test("that are no lines are refused", () => {
    const builder = new LabelColumnsBuilder();
    expect(() => builder.addChunk(encode("1\t2\n"))).toThrow(RangeError);
    builder.addChunk(encode("1\t2"));
    expect(() => builder.finish()).toThrow(RangeError);
  });
});

describe("labels that come in later", () => {
  const row = (given: Partial<LabelRow>): LabelRow => ({
    item: 0,
    rater: 0,
    version: 0,
    purpose: "PRIMARY",
    occurrence: 1,
    revision: 1,
    question: "safe",
    target: "item",
    state: "GIVEN",
    value: "yes",
    probabilities: null,
    ...given,
  });

  test("replace the earlier revision of their vote and no other, and change nothing that was given out", () => {
    const builder = new LabelColumnsBuilder();
    for (const given of [{}, { rater: 1 }, { occurrence: 2 }, { purpose: "SURPLUS" } as const]) builder.add(row(given));
    const before = builder.finish();
    builder.add(row({ revision: 2, value: "no" }));
    builder.add(row({ revision: 3, value: "yes" }));
    expect([...builder.finish().isLatest]).toEqual([0, 1, 1, 1, 0, 1]);
    expect([...before.isLatest]).toEqual([1, 1, 1, 1]);
  });

  test("a revision without an earlier one is the latest", () => {
    const builder = new LabelColumnsBuilder();
    builder.add(row({ revision: 2 }));
    expect([...builder.finish().isLatest]).toEqual([1]);
  });

  test("stand beside raters that have another number since", () => {
    const builder = new LabelColumnsBuilder();
    for (const rater of [0, 1, 0]) builder.add(row({ rater }));
    const before = builder.finish();
    builder.renumberRaters(Int32Array.of(2, 0));
    builder.add(row({ rater: 1 }));
    expect([...builder.finish().rater]).toEqual([2, 0, 2, 1]);
    expect([...before.rater]).toEqual([0, 1, 0]);
  });
});
