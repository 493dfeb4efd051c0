/*
 * Okabe and Ito's colours for categories, in an order in which neighbours differ for everybody; yellow is left out, it
 * vanishes on paper. Cividis for rates, blue to brown for what has two directions.
 */
export const categoryColours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;

/** On dark paper the darkest of them are lifted. */
export const categoryColoursOnDark = ["#4ba3da", "#f08650", "#2fc496", "#dd9bc0", "#e69f00", "#7cc8f0"] as const;

type Rgb = readonly [number, number, number];

const cividis: readonly Rgb[] = [
  [0, 34, 78],
  [35, 62, 108],
  [87, 93, 109],
  [124, 123, 120],
  [165, 156, 116],
  [211, 193, 100],
  [254, 232, 56],
];

const blueBrown: readonly Rgb[] = [
  [122, 74, 22],
  [186, 133, 72],
  [231, 205, 168],
  [245, 243, 239],
  [170, 205, 225],
  [82, 147, 190],
  [17, 84, 132],
];

/** A point of a scale of colours; `share` is clipped to 0..1. */
function mix(scale: readonly Rgb[], share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (scale.length - 1);
  const below = Math.min(scale.length - 2, Math.floor(at));
  const [from, to] = [scale[below] as Rgb, scale[below + 1] as Rgb];
  const part = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * (at - below));
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

/** For a rate between 0 and 1. */
export const rateTint = (share: number): Tint => tint(mix(cividis, share));

/** For a coefficient between -1 (brown) and 1 (blue). */
export const signedTint = (value: number): Tint => tint(mix(blueBrown, (value + 1) / 2));
