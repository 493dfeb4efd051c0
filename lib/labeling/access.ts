import { hashSession, type Session } from "@/lib/auth/read-session";
import { cryptoRandom } from "@/lib/crypto-random";
import { labelPool } from "@/lib/db/label-pool";
import { openedClient } from "@/lib/db/opened-client";
import { prepared } from "@/lib/db/pg-transaction";
import type { RaterStatus, StudyRole, StudyState } from "@/lib/generated/prisma/enums";
import { keepsSlots, readPolicies } from "@/lib/labeling/policies/policies";
import { type RaterSeat, seat } from "@/lib/labeling/seat";
import { enrolRater } from "@/lib/raters/enrol-rater";
import { fail, ok, type Result } from "@/lib/result";
import { settleSlots } from "@/lib/slots/settle-slots";
import { can, seesConditions } from "@/lib/studies/permissions";
import { isUuid } from "@/lib/uuid";

type SeatRow = {
  sessionsValidFrom: Date;
  hasEnded: boolean;
  role: StudyRole | null;
  studyState: StudyState;
  leaseMinutes: number;
  itemsAhead: number;
  policies: unknown;
  seed: number;
  raterId: string | null;
  status: RaterStatus | null;
  pausedBy: string | null;
  quota: number | null;
  group: string | null;
  mostPerDay: number | null;
  sawConditions: boolean | null;
  versionId: string | null;
};

// One round trip where the gates for pages take three: this runs at every label.
const selectSeat = prepared(`
  SELECT u."sessionsValidFrom", EXISTS (SELECT FROM "EndedSession" e WHERE e.hash = $3) AS "hasEnded", m.role, s.state AS "studyState", s."leaseMinutes", s."itemsAhead", s."mostPerDay", s.policies, s.seed,
    r.id AS "raterId", r.status, r."pausedBy", r.quota, r."sawConditions",
    (SELECT g.name FROM "RaterGroup" g WHERE g."studyId" = $2 AND g.id = r."groupId") AS "group",
    (SELECT v.id FROM "ProtocolVersion" v WHERE v."studyId" = s.id AND v."publishedAt" IS NOT NULL
      ORDER BY v.number DESC LIMIT 1) AS "versionId"
  FROM "User" u
  LEFT JOIN "Membership" m ON m."userId" = u.id AND m."studyId" = $2
  LEFT JOIN "Study" s ON s.id = m."studyId"
  LEFT JOIN "Rater" r ON r."studyId" = $2 AND r."userId" = u.id
  WHERE u.id = $1`);

async function findRow(session: Session, studyId: string): Promise<SeatRow | undefined> {
  const { rows } = await labelPool.query<SeatRow>(selectSeat(session.userId, studyId, hashSession(session)));
  return rows[0];
}

/** Ten years, in minutes: what is kept for one person alone goes to nobody when their time runs out. */
const forEver = 10 * 365 * 24 * 60;

/** A rater without a row becomes one; of whoever holds another role by now, that conditions were seen is kept on record. */
async function enrol(session: Session, studyId: string, role: StudyRole) {
  const sawConditions = seesConditions(role);
  // Each statement may be repeated, so it needs no transaction, which fifty people who come at once would have to wait for.
  await enrolRater(openedClient(), { studyId, userId: session.userId, sawConditions }, cryptoRandom);
  await settleSlots(studyId);
  return findRow(session, studyId);
}

export type SeatRefusal = "not-signed-in" | "account-gone" | "not-found" | "not-enrolled" | "removed" | "withdrawn";

/**
 * The gate of the labeling path: session, membership, role and rater, from the database as they are now. A study that
 * somebody may not label in looks like none; whoever has been a rater there is told that they are one no more. Whoever
 * sees conditions is no rater until they choose to try the labeling.
 */
export async function findSeat(session: Session | null, studyId: string): Promise<Result<RaterSeat, SeatRefusal>> {
  if (!session || !isUuid(session.userId)) return fail("not-signed-in");
  if (!isUuid(studyId)) return fail("not-found");
  const found = await findRow(session, studyId);
  if (found?.hasEnded) return fail("not-signed-in");
  if (!found) return fail("account-gone");
  if (session.signedAt < found.sessionsValidFrom.getTime()) return fail("not-signed-in");
  if (!found.role || !can(found.role, "annotate")) return fail(found.raterId ? "removed" : "not-found");
  const mayHaveSeen = seesConditions(found.role);
  if (!found.raterId && mayHaveSeen) return fail("not-enrolled");
  const mustEnrol = !found.raterId || (mayHaveSeen && !found.sawConditions);
  const row = mustEnrol ? await enrol(session, studyId, found.role) : found;
  if (!row?.raterId || !row.status) return fail("not-found");
  if (row.status === "WITHDRAWN") return fail("withdrawn");
  const { raterId, status, pausedBy, quota, group, mostPerDay, studyState, itemsAhead, seed, versionId } = row;
  const policies = readPolicies(row.policies);
  const leaseMinutes = keepsSlots(policies) ? forEver : row.leaseMinutes;
  const limits = { quota, mostPerDay, leaseMinutes, itemsAhead, policies };
  return ok(seat({ studyId, raterId, status, pausedBy, group, studyState, seed, versionId, ...limits }));
}
