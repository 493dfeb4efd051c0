import { cryptoRandom, drawSeed } from "@/lib/crypto-random";
import { db, type Transaction } from "@/lib/db/client";
import { transact } from "@/lib/db/transact";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { StudyState } from "@/lib/generated/prisma/enums";
import { log } from "@/lib/log/log";
import { eraseUnusedMedia, mediaStore } from "@/lib/media/media";
import { fail, ok, type Result } from "@/lib/result";
import { findObstacles, launchChecks } from "@/lib/studies/launch-checks";
import type { StudyAccess } from "@/lib/studies/proof";
import { getLaunchFacts } from "@/lib/studies/queries";
import type { NewStudyInput } from "@/lib/studies/schema";
import { nextStates, stateWords } from "@/lib/studies/state";

const firstGroups = ["clinician", "role-play judge", "crowd"];
const tenMinutes = 10 * 60 * 1000;

type NewStudy = Omit<NewStudyInput, "starter">;
type FirstDraft = Pick<
  Prisma.ProtocolVersionCreateWithoutStudyInput,
  "guidelines" | "questions" | "personaVisibility" | "textStyle"
>;

/** A draft study with a draft of its protocol, three rater groups and its maker as owner. */
export async function createStudy(userId: string, study: NewStudy, draft: FirstDraft): Promise<{ id: string }> {
  const { guidelines, questions, personaVisibility, textStyle } = draft;
  return db.study.create({
    data: {
      ...study,
      seed: drawSeed(cryptoRandom),
      memberships: { create: { userId, role: "OWNER" } },
      groups: { create: firstGroups.map((name) => ({ name })) },
      versions: { create: { number: 1, guidelines, questions, personaVisibility, textStyle } },
    },
    select: { id: true },
  });
}

/** Holds the study's row until the transaction ends: changes of state and roles of one study wait for each other. */
const lockStudy = (tx: Transaction, studyId: string) =>
  tx.$queryRaw`SELECT 1 FROM "Study" WHERE id = ${studyId}::uuid FOR NO KEY UPDATE`;

/** Draft to open to paused or closed and back to open; opening asks the launch checks first. `policyObstacles`: what its policies lack. */
export function changeState(
  access: StudyAccess,
  state: StudyState,
  policyObstacles: readonly string[] = [],
): Promise<Result<null>> {
  const { studyId } = access;
  return transact(async (tx) => {
    await lockStudy(tx, studyId);
    const before = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { state: true } });
    if (before.state === state) return ok(null);
    if (!nextStates(before.state).includes(state))
      return fail(
        `A study that is ${before.state.toLowerCase()} cannot become ${stateWords[state].name.toLowerCase()}`,
      );
    // In which order items come is advice: it keeps no study from opening.
    const facts =
      state === "OPEN"
        ? { ...(await getLaunchFacts(access, tx)), conditionsInBlocks: false, policyObstacles, givenAway: [] }
        : null;
    const obstacles = facts ? findObstacles(launchChecks(facts)) : [];
    if (obstacles.length > 0) return fail(`Not yet. ${obstacles.map(({ words }) => words).join(". ")}`);
    await tx.study.update({ where: { id: studyId }, data: { state }, select: { id: true } });
    return ok(null);
  });
}

/**
 * Deletes a study with everything in it. Labels go first: they hold on to the protocol version they were given under.
 * The accounts of a demo's visitors, who have no password and no other study, go with it.
 */
export async function deleteStudy({ studyId }: StudyAccess): Promise<Result<null>> {
  const erase = async (tx: Transaction) => {
    await lockStudy(tx, studyId);
    const where = { studyId };
    await tx.judgment.deleteMany({ where });
    await tx.assignment.deleteMany({ where });
    await tx.item.deleteMany({ where });
    await tx.output.deleteMany({ where });
    await tx.task.deleteMany({ where });
    const visitors = { isOwner: false, passwordHash: null, memberships: { some: where, every: where } };
    const { isDemo } = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { isDemo: true } });
    if (isDemo) await tx.user.deleteMany({ where: visitors });
    await tx.study.delete({ where: { id: studyId }, select: { id: true } });
    return ok(null);
  };
  const erased = await transact(erase, { timeoutMs: tenMinutes });
  // It waits for a backup that runs, which is no reason to keep the person waiting; what is left goes with the next.
  if (erased.ok)
    eraseUnusedMedia(mediaStore).catch((error: unknown) => log.warn("media not erased", { studyId, error }));
  return erased;
}
