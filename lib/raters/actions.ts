"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { endSession } from "@/lib/auth/session";
import { formAction } from "@/lib/form-action";
import * as raters from "@/lib/raters/mutations";
import { findOwnRater, getPseudonym } from "@/lib/raters/queries";
import {
  groupInput,
  groupRef,
  newGroupInput,
  raterSettingsInput,
  withdrawInput,
  withdrawMyselfInput,
} from "@/lib/raters/schema";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { fail, ok } from "@/lib/result";
import { requireAccess } from "@/lib/studies/access";
import { studyRef } from "@/lib/studies/schema";
import { retold } from "@/lib/users/retold";

export const changeRater = formAction(raterSettingsInput, async ({ studyId, raterId, ...settings }) => {
  const changed = await raters.changeRater(await requireAccess(studyId, "raters"), raterId, settings);
  refresh();
  return changed;
});

const typedWrong = (expected: string) => fail("Mend the marked field", { typed: `Type ${expected} to confirm` });

/** Erases a person's labels. The pseudonym is typed to confirm. */
export const withdraw = formAction(withdrawInput, async ({ studyId, raterId, typed }) => {
  const access = await requireAccess(studyId, "people");
  const pseudonym = await getPseudonym(access, raterId);
  if (typed !== pseudonym) return typedWrong(pseudonym);
  const erased = await withdrawRater(access, raterId);
  refresh();
  return erased;
});

/** The same, asked for by the person. */
export const withdrawMyself = retold(
  formAction(withdrawMyselfInput, async ({ studyId, typed }) => {
    const access = await requireAccess(studyId, "annotate");
    const rater = await findOwnRater(access);
    if (!rater) return fail("You have given no labels in this study");
    if (typed !== rater.pseudonym) return typedWrong(rater.pseudonym);
    const erased = await withdrawRater(access, rater.id);
    if (!erased.ok) return erased;
    if (erased.value.accountDeleted) await endSession();
    redirect(erased.value.accountDeleted ? "/?withdrawn=1" : "/account?withdrawn=1");
  }),
);

/** Whoever sees conditions labels only because they choose to: it makes them a rater whose labels do not count. */
export const tryLabeling = retold(
  formAction(studyRef, async ({ studyId }) => {
    await raters.tryLabeling(await requireAccess(studyId, "annotate"));
    refresh();
    return ok(null);
  }),
);

export const createGroup = formAction(newGroupInput, async ({ studyId, name }) => {
  const created = await raters.createGroup(await requireAccess(studyId, "raters"), name);
  refresh();
  return created;
});

export const renameGroup = formAction(groupInput, async ({ studyId, groupId, name }) => {
  const renamed = await raters.renameGroup(await requireAccess(studyId, "raters"), groupId, name);
  refresh();
  return renamed;
});

export const deleteGroup = formAction(groupRef, async ({ studyId, groupId }) => {
  const deleted = await raters.deleteGroup(await requireAccess(studyId, "raters"), groupId);
  refresh();
  return deleted;
});
