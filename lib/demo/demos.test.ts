import { describe, expect, test } from "vitest";
import type { DemoStudy } from "@/lib/demo/demo-study";
import { preferenceDemo } from "@/lib/demo/preference-demo";
import { safetyDemo } from "@/lib/demo/safety-demo";
import { simulateLabels } from "@/lib/demo/simulate-labels";
import { speakerDemo } from "@/lib/demo/speaker-demo";
import { validateAnswers } from "@/lib/protocol/validate-answers";
import { atItem } from "@/lib/questions/answers";

const demos: [string, DemoStudy][] = [safetyDemo, speakerDemo, preferenceDemo].map((demo) => [demo.name, demo]);

const tally = (values: readonly (string | undefined)[]) => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? "none"] = (counts[value ?? "none"] ?? 0) + 1;
  return counts;
};

describe("the texts", () => {
  test("eight patients, each answered once by every role in every style", () => {
    expect(safetyDemo.items).toHaveLength(48);
    const cells = safetyDemo.items.map(
      ({ record: { task, factors } }) => `${task.externalId} ${factors.role} ${factors.style}`,
    );
    expect(new Set(cells).size).toBe(48);
    expect(tally(safetyDemo.items.map(({ record }) => record.task.track))).toEqual({
      critical: 24,
      "primary care": 24,
    });
  });

  test("ten dialogues, each with four people of whom one is right, anywhere among them", () => {
    expect(speakerDemo.items).toHaveLength(10);
    for (const { record } of speakerDemo.items) {
      expect(new Set(record.parts.map(({ label }) => label)).size).toBe(4);
      expect(record.task.prompt).toContain("Hidden speaker: ");
    }
    expect(new Set(speakerDemo.items.map(({ record }) => record.truth?.speaker)).size).toBeGreaterThan(2);
  });

  test("twelve pairs over tiers and tracks, and neither side nor model gives the better one away", () => {
    const tasks = preferenceDemo.items.map(({ record }) => record.task);
    expect(tally(tasks.map(({ tier }) => tier))).toEqual({ easy: 4, medium: 4, hard: 4 });
    expect(tally(tasks.map(({ track }) => track))).toEqual({ general: 6, specific: 6 });
    expect(tally(preferenceDemo.items.map(({ record }) => record.truth?.preference))).toEqual({ "1": 6, "2": 6 });
    const known = preferenceDemo.personas.map(({ externalId }) => externalId);
    for (const { persona } of tasks) expect(known).toContain(persona);
    for (const { sections } of preferenceDemo.personas)
      expect(Object.keys(sections)).toEqual(["Demographics", "Personality", "Preference", "Bias"]);
  });

  test("no text stands twice and none is short or padded", () => {
    const texts = demos.flatMap(([, { items }]) =>
      items.flatMap(({ record }) =>
        record.parts.map(({ output, label }) => output?.text ?? `${record.externalId} ${label}`),
      ),
    );
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).toBe(text.trim());
    for (const { record } of [...safetyDemo.items, ...preferenceDemo.items])
      for (const { output } of record.parts) expect(output?.text?.length).toBeGreaterThan(80);
  });
});

describe.each(demos)("the simulated labels of %s", (_, demo) => {
  const raters = simulateLabels(demo, demo.items);
  const { questions } = demo.starter.protocol;

  test("the same each time", () => {
    expect(simulateLabels(demo, demo.items)).toEqual(raters);
  });

  test("six people say only what the protocol allows, under the names of simulated raters", () => {
    const people = raters.filter((rater) => rater.kind === "HUMAN");
    expect(people.map(({ person }) => person.pseudonym)).toEqual(
      [1, 2, 3, 4, 5, 6].map((place) => `simulated-${place}`),
    );
    for (const { item, answers, activeMs, elapsedMs, shown } of people.flatMap(({ labels }) => labels)) {
      const keys = item.record.parts.map((_, place) => String(place + 1));
      const isSide = (key: string) => key === "preference" || key === "speaker";
      const given = answers.map(
        ({ questionKey, state, value }) => [questionKey, { state: state as "GIVEN", value }] as const,
      );
      const parts = new Map(keys.map((key) => [key, key]));
      expect(validateAnswers(questions, atItem(Object.fromEntries(given)), parts)).toMatchObject({ ok: true });
      expect([...shown].sort()).toEqual(keys);
      for (const { questionKey, number, state } of answers)
        if (!isSide(questionKey) && questionKey !== "why" && state === "GIVEN") expect(number).not.toBeNull();
      expect(elapsedMs).toBeGreaterThanOrEqual(activeMs ?? 0);
    }
  });

  test("two judges give probabilities that sum to 1, and some of what they say cannot be read", () => {
    const answers = raters
      .filter(({ kind }) => kind === "JUDGE")
      .flatMap(({ labels }) => labels.flatMap((label) => label.answers));
    for (const { state, probabilities, value, rationale } of answers) {
      if (state === "UNPARSED") expect([value, probabilities, rationale]).toEqual([null, null, null]);
      else {
        const shares = Object.values(probabilities ?? {});
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        expect(Object.keys(probabilities ?? {})).toContain(value);
      }
    }
    expect(answers.filter(({ state }) => state === "UNPARSED").length).toBeGreaterThan(0);
  });
});
