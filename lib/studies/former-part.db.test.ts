import { expect, test } from "vitest";
import { changeRole, removeMember } from "@/lib/members/mutations";
import { withdrawRater } from "@/lib/raters/withdraw-rater";
import { findFormerPart, studyOfPath } from "@/lib/studies/former-part";
import { makeMember, makeRater, makeStudy } from "@/prisma/factories";

async function makeOwned() {
  const study = await makeStudy();
  return { study, owner: await makeMember(study, "OWNER") };
}

test("a rater who was taken out is told so, and a researcher too", async () => {
  const { study, owner } = await makeOwned();
  const [rater, researcher] = [await makeRater(study), await makeMember(study, "RESEARCHER")];
  for (const { user } of [rater, researcher]) await removeMember(owner.access, user.id);
  expect(await findFormerPart(study.id, rater.user.id)).toBe("rater");
  expect(await findFormerPart(study.id, researcher.user.id)).toBe("team");
});

test("whoever has another role by now is not said to be out", async () => {
  const { study, owner } = await makeOwned();
  const researcher = await makeMember(study, "RESEARCHER");
  await changeRole(owner.access, researcher.user.id, "COORDINATOR");
  expect(await findFormerPart(study.id, researcher.user.id)).toBe("other-role");
});

test("strangers, and people who have withdrawn and of whom nothing is kept, are told nothing", async () => {
  const { study, owner } = await makeOwned();
  const rater = await makeRater(study);
  await withdrawRater(owner.access, rater.id);
  const stranger = await makeMember(await makeStudy(), "OWNER");
  expect(await findFormerPart(study.id, rater.user.id)).toBeNull();
  expect(await findFormerPart(study.id, stranger.user.id)).toBeNull();
  expect(await findFormerPart("-".repeat(36), stranger.user.id)).toBeNull();
});

test("the study is read from the address, whichever of its pages was asked for", () => {
  const id = "0b0e7a62-6d0c-4d57-9a1e-5b7f4d0f2c11";
  for (const rest of ["", "/annotate", "/agreement?question=safety", "?x=1"])
    expect(studyOfPath(`/studies/${id}${rest}`)).toBe(id);
  for (const path of ["/studies", `/account/${id}`, `/studies/${id}0`, ""]) expect(studyOfPath(path)).toBeNull();
});
