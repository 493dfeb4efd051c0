import { db } from "@/lib/db/client";
import { findFreePort } from "@/lib/db/embedded/postmaster";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { findSlotErrors } from "@/lib/labeling/claim/find-slot-errors";
import { checkLabels } from "../cli/soak/check-labels";
import { labelUnderFire } from "../cli/soak/label-under-fire";
import { makeLoadStudy, removeLoadStudy } from "../cli/testing/load-study";
import { makeRaterClient } from "../cli/testing/rater-client";
import { startWebProcess } from "../cli/web-process";
import { expect, test } from "./test";

/** A second web process on the same database, as behind a load balancer. */
async function withSecondProcess(work: (url: string) => Promise<void>) {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const web = await startWebProcess({
    env: { ...process.env, NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), NEXTAUTH_URL: url },
    isDev: false,
    healthUrl: `${url}/api/health`,
    announce: () => undefined,
    onGiveUp: () => undefined,
  });
  await work(url).finally(web.stop);
}

test("fifty people who come at once to two processes label to the end: nothing fails, no item gets more than k, and every label is stored once", async ({
  baseURL,
}) => {
  test.slow();
  const [items, labelsPerItem] = [100, 3];
  const study = await makeLoadStudy(pool, { items, raters: 50, labelsPerItem });
  // Their first claims make them raters.
  await db.rater.deleteMany({ where: { studyId: study.id } });
  await withSecondProcess(async (second) => {
    const clientFor = ({ userId }: { userId: string }, raterId: string, place: number) => {
      const app = { url: place % 2 ? second : (baseURL ?? ""), secret: env.NEXTAUTH_SECRET };
      return makeRaterClient(app, study, { userId, raterId }, 90_000);
    };
    const first = await Promise.all(study.raters.map((rater, place) => clientFor(rater, "", place)));
    const claims = await Promise.all(first.map(({ claim }) => claim(2)));
    expect(claims.map(({ status }) => status)).toEqual(claims.map(() => 200));
    expect(await findSlotErrors(pool, study.id)).toEqual([]);
    const raters = await db.rater.findMany({ where: { studyId: study.id }, select: { id: true, userId: true } });
    const idOf = new Map(raters.map(({ id, userId }) => [userId, id]));
    const clients = await Promise.all(
      study.raters.map((rater, place) => clientFor(rater, idOf.get(rater.userId) ?? "", place)),
    );
    const fire = { isOver: () => false, onAcknowledged: () => undefined };
    const labeled = await Promise.all(clients.map((client) => labelUnderFire(client, study, fire)));
    for (const { close } of [...first, ...clients]) close();
    const acknowledged = labeled.flatMap((each) => each.acknowledged);
    expect(
      labeled.reduce((sum, { retries }) => sum + retries, 0),
      "answers of 5xx",
    ).toBe(0);
    expect(acknowledged).toHaveLength(items * labelsPerItem);
    const damage = await checkLabels(env.DATABASE_URL, study.id, acknowledged);
    expect(damage).toEqual({ lost: 0, extra: 0, slotErrors: 0 });
  });
  await removeLoadStudy(pool, study);
});
