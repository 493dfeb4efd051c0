import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeItem, makeJudgment, makePublishedStudy, makeRater, makeUser } from "@/prisma/factories";

test("a study with items of every layout, a rater and a label goes as a whole", async () => {
  const study = await makePublishedStudy({ labelsPerItem: 2 });
  const rater = await makeRater(study);
  const single = await makeItem(study, { factors: { role: "nurse", style: "bold" }, truth: { verdict: "safe" } });
  const pair = await makeItem(study, {
    layout: "PAIR",
    parts: [
      { text: "a", factors: { model: "x" } },
      { text: "b", factors: { model: "y" } },
    ],
  });
  await makeItem(study, { layout: "CANDIDATES" });
  await makeJudgment(rater, single, study.version, { verdict: "safe" });
  await db.assignment.create({
    data: {
      studyId: study.id,
      itemId: pair.id,
      raterId: rater.id,
      versionId: study.version.id,
      shownOrder: ["2", "1"],
      leaseExpiresAt: new Date(),
    },
  });

  expect(pair.parts.map(({ key }) => key)).toEqual(["1", "2"]);
  expect(await db.condition.count({ where: { studyId: study.id } })).toBe(3);
  await db.study.delete({ where: { id: study.id } });
  expect(await db.judgment.count({ where: { studyId: study.id } })).toBe(0);
  expect(await db.user.count({ where: { id: rater.user.id } })).toBe(1);
});

test("a user who was just made may sign in at once", async () => {
  const { id } = await makeUser();
  const { sessionsValidFrom } = await db.user.findUniqueOrThrow({ where: { id } });
  expect(sessionsValidFrom.getTime()).toBeLessThan(Date.now());
});
