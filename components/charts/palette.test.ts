import { expect, test } from "vitest";
import { rateTint, signedTint, type Theme } from "@/components/charts/palette";

const themes: readonly Theme[] = ["light", "dark"];
const paper = { light: "rgb(250, 248, 244)", dark: "rgb(22, 20, 17)" };
const steps = Array.from({ length: 21 }, (_, step) => step / 20);

const channels = (fill: string) => (fill.match(/\d+/g) ?? []).map(Number);
const luminance = (fill: string) =>
  channels(fill)
    .map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, place) => sum + value * ([0.2126, 0.7152, 0.0722][place] ?? 0), 0);
const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

test.each(themes)("zero is the page's own colour (%s)", (theme) => {
  expect([rateTint(0, 50, theme).fill, signedTint(0, 50, theme).fill]).toEqual([paper[theme], paper[theme]]);
});

test.each(themes)("more is always stronger: further from the page, in one direction (%s)", (theme) => {
  for (const tints of [
    steps.map((share) => rateTint(share, 50, theme)),
    steps.map((value) => signedTint(value, 50, theme)),
    steps.map((value) => signedTint(-value, 50, theme)),
  ]) {
    const contrasts = tints.map(({ fill }) => contrast(luminance(fill), luminance(paper[theme])));
    expect(contrasts).toEqual([...contrasts].sort((a, b) => a - b));
    expect(contrasts.at(-1)).toBeGreaterThan(7);
  }
});

test.each(themes)("one unit alone is never loud, and ten are shown in full (%s)", (theme) => {
  const away = (units: number) => contrast(luminance(rateTint(1, units, theme).fill), luminance(paper[theme]));
  expect(away(1)).toBeLessThan(1.3);
  expect(away(5)).toBeLessThan(away(10));
  expect(rateTint(1, 10, theme)).toEqual(rateTint(1, 1000, theme));
});

test.each(themes)("numbers are readable on every tint (%s)", (theme) => {
  for (const share of steps)
    for (const { fill, ink } of [
      rateTint(share, 50, theme),
      signedTint(-share, 50, theme),
      signedTint(share, 50, theme),
    ])
      expect(contrast(luminance(fill), ink === "#ffffff" ? 1 : 0)).toBeGreaterThanOrEqual(4.5);
});
