"use server";

import { refresh } from "next/cache";
import { formAction } from "@/lib/form-action";
import { changeEpsilon, changeQuestionTerms, changeStrata } from "@/lib/judge-terms/change-terms";
import { clearTuningItems, drawTuningItems } from "@/lib/judge-terms/change-tuning";
import { getJudgeTermsForm } from "@/lib/judge-terms/queries";
import { epsilonInput, questionTermsInput, strataInput, tuningInput } from "@/lib/judge-terms/schema";
import { getSeed } from "@/lib/judge-terms/tuning-queries";
import { fail } from "@/lib/result";
import { requireAccess } from "@/lib/studies/access";
import { forgetFingerprint } from "@/lib/studies/fingerprint";

export const saveQuestionTerms = formAction(questionTermsInput, async ({ studyId, question, ...terms }) => {
  const access = await requireAccess(studyId, "design");
  const asked = (await getJudgeTermsForm(access)).questions.find(({ key }) => key === question);
  if (!asked) return fail("This question is no longer asked: load the page again");
  const { rare } = terms;
  if (rare !== "none" && !asked.answers.some(({ value }) => value === rare.value))
    return fail("Mend the marked fields", { rare: "This is no answer of the question any more: choose another" });
  const changed = await changeQuestionTerms(access, question, terms);
  forgetFingerprint(access);
  refresh();
  return changed;
});

export const saveEpsilon = formAction(epsilonInput, async ({ studyId, epsilon }) => {
  const access = await requireAccess(studyId, "design");
  const changed = await changeEpsilon(access, epsilon);
  forgetFingerprint(access);
  refresh();
  return changed;
});

export const saveStrata = formAction(strataInput, async ({ studyId, strata }) => {
  const access = await requireAccess(studyId, "design");
  const known = new Set((await getJudgeTermsForm(access)).factors.map(({ id }) => id));
  const changed = await changeStrata(
    access,
    strata.filter((id) => known.has(id)),
  );
  forgetFingerprint(access);
  refresh();
  return changed;
});

export const drawTuning = formAction(tuningInput, async ({ studyId, share, seed }) => {
  const access = await requireAccess(studyId, "design");
  const changed =
    share === 0
      ? await clearTuningItems(access)
      : await drawTuningItems(access, { share, seed: seed ?? (await getSeed(access)) });
  forgetFingerprint(access);
  refresh();
  return changed;
});
