import { labelPool } from "@/lib/db/label-pool";
import type { ToRead } from "@/lib/labeling/contract";
import type { RaterSeat } from "@/lib/labeling/seat";
import { compareGuidelines } from "@/lib/labeling/show/guidelines-parts";
import { type KnownVersion, listKnownVersions } from "@/lib/labeling/show/guidelines-read";
import { getOwnProtocol } from "@/lib/labeling/show/own-protocol";
import { describeChanges } from "@/lib/protocol/describe-changes";
import type { FrozenProtocol } from "@/lib/protocol/frozen-protocol";
import { readMarkdown } from "@/lib/reading/read-markdown";

async function describeNews(seat: RaterSeat, version: FrozenProtocol, known: readonly KnownVersion[]): Promise<ToRead> {
  const last = known.findLast(({ number }) => number < version.number);
  if (!last) return { since: null, changes: [], guidelines: null };
  const before = await getOwnProtocol(labelPool, seat, last.versionId);
  const isSame = before.guidelines === version.guidelines;
  return {
    since: last.number,
    changes: describeChanges({ ...before, guidelines: version.guidelines }, version),
    guidelines: isSame
      ? null
      : compareGuidelines(before.guidelines, version.guidelines).map(({ text, kind }) => ({
          kind,
          tree: readMarkdown(text),
        })),
  };
}

/** By id, what this rater has to see before the first item under those of the versions that they have not seen. */
export async function findToRead(
  seat: RaterSeat,
  versions: readonly FrozenProtocol[],
): Promise<Record<string, ToRead>> {
  if (versions.length === 0) return {};
  const known = await listKnownVersions(seat);
  const isKnown = ({ versionId }: FrozenProtocol) => known.some((one) => one.versionId === versionId);
  const news = versions
    .filter((version) => !isKnown(version))
    .map(async (version) => [version.versionId, await describeNews(seat, version, known)] as const);
  return Object.fromEntries(await Promise.all(news));
}
