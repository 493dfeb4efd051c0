import { prepared, type Queryable } from "@/lib/db/pg-transaction";
import { cursorIn, type LockedRater } from "@/lib/labeling/claim/lease-next";
import type { GivenUp } from "@/lib/labeling/policies/policy";
import type { RaterSeat } from "@/lib/labeling/seat";

/** An item that was handed out, and the policy that gave it. */
export type Handed = { itemId: string; policy: string | null };

const moveTo = prepared(`UPDATE "Rater" SET cursors = cursors || jsonb_build_object($2::text, $3::int) WHERE id = $1`);

/** Tells each policy which of its items this rater gave up, and keeps where the rater stands in it then. The caller holds the rater's row. */
export async function tellGivenUp(
  client: Queryable,
  seat: RaterSeat,
  rater: LockedRater,
  { handed, how }: { handed: readonly Handed[]; how: GivenUp["how"] },
): Promise<void> {
  for (const policy of seat.policies) {
    const itemIds = handed.filter((item) => item.policy === policy.key).map(({ itemId }) => itemId);
    if (itemIds.length === 0) continue;
    const before = cursorIn(rater, policy);
    const cursor = await policy.onGivenUp(client, seat, before, { itemIds, how });
    if (cursor !== before) await client.query(moveTo(seat.raterId, policy.key, cursor));
  }
}
