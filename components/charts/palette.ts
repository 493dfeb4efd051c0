/*
 * Okabe and Ito's colours for categories, in an order in which neighbours differ for everybody; yellow is left out, it
 * vanishes on paper. One hue for rates, blue and brown for what has two directions; both begin at the page's own colour,
 * so that nothing is loud but what is much, on light paper and on dark.
 */
export const categoryColours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;

/** On dark paper the darkest of them are lifted. */
export const categoryColoursOnDark = ["#4ba3da", "#f08650", "#2fc496", "#dd9bc0", "#e69f00", "#7cc8f0"] as const;

export type Theme = "light" | "dark";
type Rgb = readonly [number, number, number];
/** From the page's colour to the strongest, in two halves. */
type Ramp = readonly [page: Rgb, middle: Rgb, strong: Rgb];

const page: Record<Theme, Rgb> = { light: [250, 248, 244], dark: [22, 20, 17] };
const ramps: Record<"rate" | "above" | "below", Record<Theme, Ramp>> = {
  rate: {
    light: [page.light, [118, 170, 182], [9, 62, 73]],
    dark: [page.dark, [37, 98, 110], [158, 222, 231]],
  },
  above: {
    light: [page.light, [125, 172, 207], [14, 70, 116]],
    dark: [page.dark, [38, 92, 138], [156, 207, 242]],
  },
  below: {
    light: [page.light, [205, 160, 103], [104, 60, 14]],
    dark: [page.dark, [122, 80, 32], [240, 198, 140]],
  },
};

/** A point of a ramp; `share` is clipped to 0..1. */
function mix([page, middle, strong]: Ramp, share: number): Rgb {
  const at = 2 * Math.min(1, Math.max(0, share));
  const [from, to, way] = at < 1 ? [page, middle, at] : [middle, strong, at - 1];
  const part = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * way);
  return [part(0), part(1), part(2)];
}

const channel = (value: number) =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;

/** Black or white, whichever reads better on a colour (WCAG relative luminance). */
function inkOn([red, green, blue]: Rgb): string {
  const luminance = 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

export type Tint = { fill: string; ink: string };

const tint = (rgb: Rgb): Tint => ({ fill: `rgb(${rgb.join(", ")})`, ink: inkOn(rgb) });

/** Fewer units than this say little: what they say is paler, in proportion. */
const fullUnits = 10;
const weightOf = (units: number) => Math.min(1, units / fullUnits);

/** For a rate between 0 and 1 that was measured on so many units. */
export const rateTint = (share: number, units: number, theme: Theme): Tint =>
  tint(mix(ramps.rate[theme], share * weightOf(units)));

/** For a coefficient between -1 (brown) and 1 (blue). */
export const signedTint = (value: number, units: number, theme: Theme): Tint =>
  tint(mix(ramps[value < 0 ? "below" : "above"][theme], Math.abs(value) * weightOf(units)));
