import { describe, expect, test } from "vitest";
import { LabelColumnsBuilder } from "@/lib/analysis/label-columns";

const encode = (text: string) => new TextEncoder().encode(text);
const line = (item: number, value: string, state = "GIVEN", probabilities = "\\N") =>
  [item, 7, 0, "PRIMARY", 1, "t", "safe", "item", state, value, probabilities].join("\t");

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
