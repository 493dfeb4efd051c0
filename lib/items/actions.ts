"use server";

import { refresh } from "next/cache";
import { formAction } from "@/lib/form-action";
import * as items from "@/lib/items/mutations";
import { reserveInput } from "@/lib/items/schema";
import { requireAccess } from "@/lib/studies/access";
import { forgetFingerprint } from "@/lib/studies/fingerprint";

export const reserveItems = formAction(reserveInput, async ({ studyId, ...input }) => {
  const access = await requireAccess(studyId, "design");
  const reserved = await items.reserveItems(access, input);
  forgetFingerprint(access);
  refresh();
  return reserved;
});
