import type { LabelingState } from "@/components/annotate/labeling-state";

/** More than these need not be named: nobody is handed so many. */
const mostHolds = 40;

/** What the page has already and need not be sent again. */
export function listHoldings({ current, behind, protocols, outbox }: LabelingState) {
  const shown = current ? [...behind, current.item] : behind;
  const holds = [...shown.map((item) => item.assignmentId), ...outbox.entries.map(({ body }) => body.assignmentId)];
  return { holds: [...new Set(holds)].slice(0, mostHolds), knows: Object.keys(protocols), unseen: behind.length };
}

/** The leases of what waits unseen: nobody has begun it, so that others may have it. */
export const listUnseen = ({ behind, leases }: LabelingState) =>
  behind.flatMap(({ assignmentId }) => {
    const leaseExpiresAt = leases[assignmentId];
    return leaseExpiresAt ? [{ assignmentId, leaseExpiresAt }] : [];
  });
