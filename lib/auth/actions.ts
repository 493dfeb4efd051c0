"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { renameUser } from "@/lib/auth/accounts";
import { clientAddress } from "@/lib/auth/client-address";
import { countUse } from "@/lib/auth/count-use";
import { deviceCookieName, readMarks } from "@/lib/auth/known-devices";
import * as accounts from "@/lib/auth/mutations";
import { safePath } from "@/lib/auth/safe-path";
import { accountInput, nameInput, newPasswordInput, signInInput, tokenInput } from "@/lib/auth/schema";
import { endSession, requireUser, startSession } from "@/lib/auth/session";
import { findToken } from "@/lib/auth/tokens";
import { formAction } from "@/lib/form-action";
import { ok } from "@/lib/result";
import { getHome } from "@/lib/users/queries";
import { retold } from "@/lib/users/retold";

async function readOrigin() {
  const marks = await readMarks((await cookies()).get(deviceCookieName)?.value);
  return { address: clientAddress(await headers()), marks };
}

/** Signs in and goes where somebody was on the way to, or home. */
export const signIn = retold(
  formAction(signInInput.extend({ next: z.string().optional() }), async ({ next, ...input }) => {
    const checked = await accounts.checkCredentials(input, await readOrigin());
    if (!checked.ok) return checked;
    await startSession(checked.value.userId);
    redirect(safePath(next) ?? (await getHome(checked.value.userId)));
  }),
);

export async function signOut() {
  await endSession();
  redirect("/");
}

/** The first owner, by the link that the first start printed. */
export const setUp = retold(
  formAction(accountInput.extend({ token: tokenInput }), async ({ token, ...person }) => {
    const attempt = await countUse(token, (text) => findToken("SETUP", text), accounts.spentSetUp);
    if (!attempt.ok) return attempt;
    const owner = await accounts.createFirstOwner(token, person);
    if (!owner.ok) return owner;
    await startSession(owner.value.userId);
    redirect("/studies");
  }),
);

export const resetPassword = retold(
  formAction(z.object({ token: tokenInput, password: newPasswordInput }), async ({ token, password }) => {
    const attempt = await countUse(token, (text) => findToken("RESET", text), accounts.spentReset);
    if (!attempt.ok) return attempt;
    const reset = await accounts.resetPassword(token, password);
    if (!reset.ok) return reset;
    await startSession(reset.value.userId);
    redirect(await getHome(reset.value.userId));
  }),
);

export const changePassword = retold(
  formAction(
    z.object({ current: z.string().min(1, "Write the password you have now").max(200), password: newPasswordInput }),
    async (input) => {
      const user = await requireUser();
      const changed = await accounts.changePassword(user.id, input);
      if (!changed.ok) return changed;
      // All sessions ended, this one too: it begins anew.
      await startSession(user.id);
      return ok(null);
    },
  ),
);

export const changeName = retold(
  formAction(z.object({ name: nameInput }), async ({ name }) => {
    const user = await requireUser();
    await renameUser(user.id, name);
    return ok(null);
  }),
);
