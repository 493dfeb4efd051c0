import { expect, test } from "vitest";
import { countImportedRaters } from "@/lib/analysis/overview-queries";
import { db } from "@/lib/db/client";
import { makeMember, makePublishedStudy, makeRater, makeRaterRow } from "@/prisma/factories";

test("raters who came with files are people, anonymous places or judges", async () => {
  const study = await makePublishedStudy();
  const { access } = await makeMember(study, "OWNER");
  await makeRater(study);
  await makeRaterRow(study, { origin: "IMPORTED" });
  const place = await makeRaterRow(study, { origin: "IMPORTED" });
  await db.rater.update({ where: { id: place.id }, data: { isAnonymous: true } });
  await makeRaterRow(study, { kind: "JUDGE", origin: "IMPORTED" });
  expect(await countImportedRaters(access)).toEqual({ raters: 2, anonymous: 1, judges: 1 });
});
