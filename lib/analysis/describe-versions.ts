import type { VersionCount } from "@/lib/analysis/version-counts";
import type { HeadlineRule } from "@/lib/counting/headline";
import { countOf } from "@/lib/format-number";

const say = ({ number, labels }: VersionCount) => `Version ${number} has ${labels.toLocaleString("en")}.`;

/**
 * Which version the figures are of and what the others have: "Version 1: 900 labels. Version 2 has 5." Null where labels
 * were given under one version alone, and all of them are shown.
 */
export function describeVersions(versions: readonly VersionCount[], version: HeadlineRule["version"]): string | null {
  const used = versions.filter(({ isUsed, number }) => isUsed || number === version);
  if (used.length < 2) return null;
  const sum = used.reduce((total, { labels }) => total + labels, 0);
  if (version === "all") return `All versions together: ${countOf(sum, "label")}. ${used.map(say).join(" ")}`;
  const own = used.find(({ number }) => number === version);
  const others = used.filter(({ number }) => number !== version);
  return `Version ${version}: ${countOf(own?.labels ?? 0, "label")}. ${others.map(say).join(" ")}`;
}
