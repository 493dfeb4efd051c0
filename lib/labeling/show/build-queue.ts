import { labelPool } from "@/lib/db/label-pool";
import type { Held } from "@/lib/labeling/claim/claim-items";
import type { Lease } from "@/lib/labeling/claim/lease-next";
import type { Queue } from "@/lib/labeling/contract";
import type { RaterSeat } from "@/lib/labeling/seat";
import { explainEmpty } from "@/lib/labeling/show/empty-messages";
import { findToRead } from "@/lib/labeling/show/find-to-read";
import { readItem, showItem } from "@/lib/labeling/show/item-content";
import { findStages, listNews } from "@/lib/labeling/show/news";
import { getOwnProtocol } from "@/lib/labeling/show/own-protocol";
import { presentItem } from "@/lib/labeling/show/present-item";
import { countProgress, explainEmptyQueue } from "@/lib/labeling/show/queries";
import { viewProtocol } from "@/lib/labeling/show/view-protocol";
import type { FrozenProtocol } from "@/lib/protocol/frozen-protocol";

type Asked = { want: number; holds: readonly string[]; knows: readonly string[] };

/** By item. Those under versions that show the persona are read with it, the others without. */
async function readContents(leases: readonly Lease[], protocols: ReadonlyMap<string, FrozenProtocol>) {
  const contents = leases.map(async ({ itemId, versionId, row }) => {
    const asked = { withPersona: protocols.get(versionId)?.personaVisibility === "SHOWN" };
    const found = row ?? (await readItem(labelPool, itemId, asked));
    return found && showItem(labelPool, found, asked);
  });
  const known = (await Promise.all(contents)).filter((content) => content !== null);
  return new Map(known.map((content) => [content.itemId, content] as const));
}

const tell = ({ assignmentId, leaseExpiresAt }: Lease) => ({
  assignmentId,
  leaseExpiresAt: leaseExpiresAt.toISOString(),
});

/** What the browser does not have yet of what the rater holds, and why that is less than wanted. */
export async function buildQueue(seat: RaterSeat, held: Held, { want, holds, knows }: Asked): Promise<Queue> {
  const missing = held.leases.filter(({ assignmentId }) => !holds.includes(assignmentId));
  const versionIds = [...new Set(missing.map(({ versionId }) => versionId))];
  const versions = await Promise.all(versionIds.map((versionId) => getOwnProtocol(labelPool, seat, versionId)));
  const protocols = new Map(versions.map((version) => [version.versionId, version]));
  const isShort = held.leases.length < want;
  const unknown = versions.filter(({ versionId }) => !knows.includes(versionId));
  const [contents, toRead, progress, empty, news, stages] = await Promise.all([
    readContents(missing, protocols),
    findToRead(seat, unknown),
    countProgress(seat, held),
    isShort ? explainEmptyQueue(seat, held.stoppedBy) : null,
    listNews(seat),
    findStages(seat, held.leases),
  ]);
  return {
    items: missing.flatMap((lease) => {
      const content = contents.get(lease.itemId);
      return content ? [presentItem(lease, content)] : [];
    }),
    leases: held.leases.map(tell),
    empty: empty && explainEmpty(empty),
    protocols: unknown.map(viewProtocol),
    ...(news.length > 0 && { news }),
    ...(Object.keys(stages).length > 0 && { stages }),
    toRead,
    progress,
    leaseMinutes: seat.leaseMinutes,
  };
}
