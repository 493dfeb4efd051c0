"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/form-action";
import * as work from "@/lib/rater-work/mutations";
import { requireAccess } from "@/lib/studies/access";

const steps = { resume: work.resumeRater, admit: work.admitRater, retry: work.grantTry, release: work.releaseItems };

const stepInput = z.object({
  studyId: z.uuid(),
  raterId: z.uuid(),
  step: z.enum(Object.keys(steps) as (keyof typeof steps)[]),
});

/** What somebody of the study decides about one rater, by one button. */
export const decideAboutRater = formAction(stepInput, async ({ studyId, raterId, step }) => {
  const access = await requireAccess(studyId, "raters");
  const decided = await steps[step](access, raterId);
  refresh();
  return decided;
});
