import type { ProtocolView, Queue } from "@/lib/annotate/contract";
import { explainEmpty } from "@/lib/annotate/empty-messages";
import { findToRead } from "@/lib/annotate/find-to-read";
import { presentItem } from "@/lib/annotate/present-item";
import type { Held } from "@/lib/assignments/claim-items";
import { getContents, type ItemContent } from "@/lib/assignments/item-content";
import type { Lease } from "@/lib/assignments/lease-next";
import { type FrozenProtocol, getProtocol } from "@/lib/assignments/protocol-versions";
import { countProgress, explainEmptyQueue } from "@/lib/assignments/queries";
import type { RaterSeat } from "@/lib/assignments/seat";
import { pool } from "@/lib/db/client";

type Asked = { want: number; holds: readonly string[]; knows: readonly string[] };

/** A version as the browser gets it, field by field. */
export const viewProtocol = (protocol: FrozenProtocol): ProtocolView => ({
  versionId: protocol.versionId,
  number: protocol.number,
  guidelines: protocol.guidelines,
  questions: protocol.questions,
  personaVisibility: protocol.personaVisibility,
  textStyle: protocol.textStyle,
});

/** Items under versions that show the persona are read with it, the others without. */
async function readContents(leases: readonly Lease[], protocols: ReadonlyMap<string, FrozenProtocol>) {
  const isShown = ({ versionId }: Lease) => protocols.get(versionId)?.personaVisibility === "SHOWN";
  const ids = (withPersona: boolean) =>
    leases.filter((lease) => isShown(lease) === withPersona).map(({ itemId }) => itemId);
  const [shown, hidden] = await Promise.all([
    getContents(pool, ids(true), { withPersona: true }),
    getContents(pool, ids(false), { withPersona: false }),
  ]);
  return new Map<string, ItemContent>([...hidden, ...shown]);
}

const tell = ({ assignmentId, leaseExpiresAt }: Lease) => ({
  assignmentId,
  leaseExpiresAt: leaseExpiresAt.toISOString(),
});

/** What the browser does not have yet of what the rater holds, and why that is less than wanted. */
export async function buildQueue(seat: RaterSeat, held: Held, { want, holds, knows }: Asked): Promise<Queue> {
  const missing = held.leases.filter(({ assignmentId }) => !holds.includes(assignmentId));
  const versionIds = [...new Set(missing.map(({ versionId }) => versionId))];
  const versions = await Promise.all(versionIds.map((versionId) => getProtocol(pool, versionId)));
  const protocols = new Map(versions.map((version) => [version.versionId, version]));
  const isShort = held.leases.length < want;
  const unknown = versions.filter(({ versionId }) => !knows.includes(versionId));
  const [contents, toRead, progress, empty] = await Promise.all([
    readContents(missing, protocols),
    findToRead(seat, unknown),
    countProgress(seat, held.doneCount),
    isShort ? explainEmptyQueue(seat, held.stoppedBy) : null,
  ]);
  return {
    items: missing.flatMap((lease) => {
      const content = contents.get(lease.itemId);
      return content ? [presentItem(lease, content)] : [];
    }),
    leases: held.leases.map(tell),
    empty: empty && explainEmpty(empty),
    protocols: unknown.map(viewProtocol),
    toRead,
    progress,
    leaseMinutes: seat.leaseMinutes,
  };
}
