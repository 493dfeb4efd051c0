"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { failInWords } from "@/lib/form-action";
import { findProblems } from "@/lib/protocol/find-problems";
import * as protocols from "@/lib/protocol/mutations";
import { type Protocol, protocolSchema } from "@/lib/protocol/schema";
import { fail, type Result } from "@/lib/result";
import { storableValue } from "@/lib/storable-text";
import { requireAccess } from "@/lib/studies/access";

const draftInput = z.object({ studyId: z.string(), protocol: protocolSchema, basedOn: z.string().max(100) });
const publishInput = z.object({ studyId: z.string(), digest: z.string().max(100) });

/** Called by the editor as one types. The annotations of these actions assert nothing: the values are untrusted. */
export async function saveDraft(untrusted: {
  studyId: string;
  protocol: Protocol;
  basedOn: string;
}): Promise<Result<{ digest: string }>> {
  const input = draftInput.safeParse(storableValue(untrusted));
  if (!input.success) return fail("Mend the marked fields", findProblems(untrusted.protocol));
  const { studyId, protocol, basedOn } = input.data;
  return requireAccess(studyId, "design")
    .then((access) => protocols.saveDraft(access, protocol, basedOn))
    .catch(failInWords);
}

export async function publishDraft(untrusted: {
  studyId: string;
  digest: string;
}): Promise<Result<{ number: number }>> {
  const { studyId, digest } = publishInput.parse(untrusted);
  const published = await requireAccess(studyId, "design")
    .then((access) => protocols.publishDraft(access, digest))
    .catch(failInWords);
  if (published.ok) refresh();
  return published;
}

export async function discardDraft(untrusted: { studyId: string }): Promise<Result<null>> {
  const { studyId } = publishInput.pick({ studyId: true }).parse(untrusted);
  const discarded = await requireAccess(studyId, "design").then(protocols.discardDraft).catch(failInWords);
  if (discarded.ok) refresh();
  return discarded;
}
