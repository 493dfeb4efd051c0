/*
 * The closed labeling loop over real HTTP: each rater submits a label, gets the next item in the same answer, and
 * submits again without a pause. Client, app and database share the machine, so this is a lower bound: beside it stands what a
 * bare server with one INSERT does in the same run. Then sixty items with one label each, which twenty raters use up.
 *
 *   npx tsx --tsconfig cli/tsconfig.json bench/label-loop.ts [--seconds 10] [--raters 1,5,20] [--long 5000] [--loop-only]
 *
 * Starts the production app with an embedded database, or uses the running one of BASE_URL, DATABASE_URL and
 * NEXTAUTH_SECRET. `--long 0` leaves out the long walk of one rater, `--loop-only` all but the loop. Of an app
 * that it started it says the processor time a label, which other work on the machine changes little.
 */
import { parseArgs } from "node:util";
import pg from "pg";
import { type LoadStudy, makeLoadStudy, removeLoadStudy } from "@/cli/testing/load-study";
import { makeRaterClient, makeSubmission, type RaterClient } from "@/cli/testing/rater-client";
import { type RunningApp, startApp } from "@/cli/testing/start-app";
import { measureFloor } from "./label-floor";
import { inMs, walk } from "./label-walk";

type App = Pick<RunningApp, "url" | "databaseUrl" | "secret" | "stop"> & Partial<Pick<RunningApp, "readProcessorMs">>;

async function findApp(): Promise<App> {
  const { BASE_URL: url, DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret } = process.env;
  if (url && databaseUrl && secret) return { url, databaseUrl, secret, stop: async () => undefined };
  return startApp((line) => console.log(`[app] ${line}`));
}

async function withStudy<T>(
  app: App,
  client: pg.Client,
  given: Parameters<typeof makeLoadStudy>[1],
  work: (clients: RaterClient[], study: LoadStudy) => Promise<T>,
): Promise<T> {
  const study = await makeLoadStudy(client, given);
  const clients = await Promise.all(study.raters.map((rater) => makeRaterClient(app, study, rater)));
  try {
    return await work(clients, study);
  } finally {
    for (const each of clients) each.close();
    await removeLoadStudy(client, study);
  }
}

/** Throughput and latency of `raters` at once, after two seconds of warming up. */
function measureLoop(app: App, client: pg.Client, raters: number, seconds: number) {
  return withStudy(app, client, { items: 20_000, raters, labelsPerItem: 3 }, async (clients, study) => {
    const warmUntil = Date.now() + 2000;
    await Promise.all(clients.map((each) => walk(each, study, () => Date.now() > warmUntil)));
    const before = await app.readProcessorMs?.();
    const [startedAt, until] = [performance.now(), Date.now() + seconds * 1000];
    const walks = await Promise.all(clients.map((each) => walk(each, study, () => Date.now() > until)));
    const after = await app.readProcessorMs?.();
    const times = walks.flatMap((each) => each.times);
    const perLabel = (ms: number) => Number((ms / times.length).toFixed(2));
    return {
      raters,
      loopsPerSecond: Number((times.length / ((performance.now() - startedAt) / 1000)).toFixed(1)),
      p50: inMs(times, 0.5),
      p95: inMs(times, 0.95),
      p99: inMs(times, 0.99),
      errors: walks.reduce((sum, each) => sum + each.errors, 0),
      labels: times.length,
      ...(before &&
        after && {
          appMsPerLabel: perLabel(after.app - before.app),
          databaseMsPerLabel: perLabel(after.database - before.database),
        }),
    };
  });
}

/** Sixty items, one label each: from the first claim of twenty raters to the last label. */
function measureDrain(app: App, client: pg.Client) {
  const items = 60;
  return withStudy(app, client, { items, raters: 20, labelsPerItem: 1 }, async (clients, study) => {
    const startedAt = performance.now();
    const walks = await Promise.all(clients.map((each) => walk(each, study, () => false)));
    const seconds = (performance.now() - startedAt) / 1000;
    const labels = walks.reduce((sum, { times }) => sum + times.length, 0);
    return { drained: items, labels, labelsPerSecond: Number((labels / seconds).toFixed(1)) };
  });
}

/** The time to the next item alone: claimed, and labeled outside of the measured time. */
function measureNextItem(app: App, client: pg.Client, items: number) {
  return withStudy(app, client, { items, raters: 1, labelsPerItem: 3 }, async ([rater], study) => {
    const times: number[] = [];
    for (let claims = 0; rater && claims < 450; claims++) {
      const startedAt = performance.now();
      const { body } = await rater.claim(1);
      if (claims >= 50) times.push(performance.now() - startedAt);
      const { body: after } = await rater.submit(makeSubmission(study.id, body.leases[0]?.assignmentId ?? "", 3, []));
      await rater.release(after.next?.leases ?? []);
    }
    return { items, nextItemP50: inMs(times, 0.5), nextItemP95: inMs(times, 0.95) };
  });
}

/** One rater's labels in a row: the first two hundred after a warm-up against the last. */
function measureLongWalk(app: App, client: pg.Client, labels: number) {
  return withStudy(app, client, { items: labels + 10, raters: 1, labelsPerItem: 3 }, async ([rater], study) => {
    if (!rater) throw new RangeError("measureLongWalk: no rater");
    const { times, errors } = await walk(rater, study, (done) => done >= labels);
    const [first, last] = [times.slice(100, 300), times.slice(-200)];
    return {
      labels: times.length,
      errors,
      firstP50: inMs(first, 0.5),
      lastP50: inMs(last, 0.5),
      firstP95: inMs(first, 0.95),
      lastP95: inMs(last, 0.95),
    };
  });
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    raters: { type: "string", default: "1,5,20" },
    long: { type: "string", default: "5000" },
    "loop-only": { type: "boolean", default: false },
  },
});
const app = await findApp();
const client = new pg.Client({ connectionString: app.databaseUrl });
await client.connect();
try {
  const seconds = Number(values.seconds);
  for (const raters of values.raters.split(",").map(Number)) {
    const loop = await measureLoop(app, client, raters, seconds);
    const floor = await measureFloor(app.databaseUrl, raters, seconds);
    console.log({
      ...loop,
      floor: Number(floor.toFixed(1)),
      ofFloor: Number((loop.loopsPerSecond / floor).toFixed(3)),
    });
  }
  const drains = values["loop-only"] ? 0 : 3;
  for (let done = 0; done < drains; done++) console.log(await measureDrain(app, client));
  for (const items of values["loop-only"] ? [] : [1000, 100_000])
    console.log(await measureNextItem(app, client, items));
  if (!values["loop-only"] && Number(values.long) > 0)
    console.log(await measureLongWalk(app, client, Number(values.long)));
} finally {
  await client.end();
  await app.stop();
}
