import { expect, test } from "vitest";
import { invitationState } from "@/lib/invitations/invitation-state";

const now = new Date("2026-03-01T12:00:00Z");
const given = { uses: 0, maxUses: 2, expiresAt: new Date("2026-03-02T12:00:00Z"), revokedAt: null };

test.each([
  ["open", {}],
  ["open", { uses: 1 }],
  ["usedUp", { uses: 2 }],
  ["expired", { expiresAt: now }],
  ["revoked", { revokedAt: now, uses: 2 }],
] as const)("an invitation is %s with %j", (state, change) => {
  expect(invitationState({ ...given, ...change }, now)).toBe(state);
});
