/*
 * Twenty raters label over HTTP while somebody opens many agreement pages of the same study at once, again and again: how long
 * labels take against when nobody looks, how many get through in a burst, and how long the pages take. Client, app and database
 * share the machine.
 *
 *   npx tsx --tsconfig cli/tsconfig.json bench/labels-beside-pages.ts [--pages 50] [--bursts 3] [--pause 250]
 *
 * Raters pause for so many milliseconds between labels (0: as fast as they are answered).
 */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { makeLoadStudy, removeLoadStudy } from "@/cli/testing/load-study";
import { makeCookie, makeRaterClient } from "@/cli/testing/rater-client";
import { type RunningApp, startApp } from "@/cli/testing/start-app";
import { inMs, walk } from "./label-walk";

const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "50" },
    bursts: { type: "string", default: "3" },
    pause: { type: "string", default: "250" },
  },
});
const raters = 20;
const warmMs = 3_000;
const quietMs = 5_000;

type Stretch = "warm" | "quiet" | "burst";

/** Opens the pages at once and reads each to its end: milliseconds a page, and how many were turned away. */
async function openPages(url: string, cookie: string) {
  const opened = await Promise.all(
    Array.from({ length: Number(values.pages) }, async (_, page) => {
      const startedAt = performance.now();
      const response = await fetch(`${url}?page=${page}`, { headers: { cookie } });
      await response.text();
      return { ms: performance.now() - startedAt, isRefused: response.status !== 200 };
    }),
  );
  return { times: opened.map(({ ms }) => ms), refused: opened.filter(({ isRefused }) => isRefused).length };
}

async function measure(app: RunningApp, client: pg.Client) {
  const study = await makeLoadStudy(client, { items: 60_000, raters: raters + 1, labelsPerItem: 3 });
  const [looking, ...labeling] = study.raters;
  await client.query(`UPDATE "Membership" SET role = 'OWNER' WHERE "studyId" = $1 AND "userId" = $2`, [
    study.id,
    looking?.userId,
  ]);
  const cookie = await makeCookie(app.secret, looking?.userId ?? "");
  const clients = await Promise.all(labeling.map((rater) => makeRaterClient(app, study, rater)));
  const seen: Record<Stretch, number[]> = { warm: [], quiet: [], burst: [] };
  let stretch: Stretch = "warm";
  const onLabel = (ms: number) => void seen[stretch].push(ms);
  const pauseMs = Number(values.pause);
  const pause = async () => void (pauseMs > 0 && (await sleep(pauseMs * (0.5 + Math.random()))));
  let isOver = false;
  const walks = clients.map((each) => walk(each, study, () => isOver, { pause, onLabel }));
  const pages = { times: [] as number[], refused: 0 };
  let burstMs = 0;
  try {
    await sleep(warmMs);
    for (let burst = 0; burst < Number(values.bursts); burst++) {
      stretch = "quiet";
      await sleep(quietMs);
      stretch = "burst";
      const startedAt = performance.now();
      const { times, refused } = await openPages(`${app.url}/studies/${study.id}/agreement`, cookie);
      burstMs += performance.now() - startedAt;
      pages.times.push(...times);
      pages.refused += refused;
    }
  } finally {
    isOver = true;
    const errors = (await Promise.all(walks)).reduce((sum, each) => sum + each.errors, 0);
    for (const each of clients) each.close();
    await removeLoadStudy(client, study);
    console.log(
      `${raters} raters, ${pauseMs} ms between labels, ${values.pages} pages at once, ${values.bursts} times`,
    );
    const rate = (labels: number[], ms: number) => `${((labels.length / ms) * 1000).toFixed(0)} labels/s`;
    const say = (labels: number[]) => `p50 ${inMs(labels, 0.5)}, p95 ${inMs(labels, 0.95)} ms`;
    console.log(`quiet  ${rate(seen.quiet, quietMs * Number(values.bursts))}, ${say(seen.quiet)}`);
    console.log(`burst  ${rate(seen.burst, burstMs)}, ${say(seen.burst)}, labels refused: ${errors}`);
    console.log(`p95 ${(inMs(seen.burst, 0.95) / inMs(seen.quiet, 0.95)).toFixed(2)} times that of quiet`);
    console.log(`pages  ${say(pages.times)}, turned away: ${pages.refused}`);
  }
}

const app = await startApp((line) => console.log(`[app] ${line}`));
const client = new pg.Client({ connectionString: app.databaseUrl });
await client.connect();
try {
  await measure(app, client);
} finally {
  await client.end();
  await app.stop();
}
