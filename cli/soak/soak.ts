import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { countOf } from "@/lib/format-number";
import { type LoadStudy, makeLoadStudy } from "../testing/load-study";
import { makeRaterClient, type RaterClient } from "../testing/rater-client";
import { type RunningApp, startApp } from "../testing/start-app";
import { checkLabels, type Damage } from "./check-labels";
import { type Acknowledged, labelUnderFire } from "./label-under-fire";

type Given = {
  raters: number;
  /** Rounds with the app killed, and as many with the database killed. */
  rounds: number;
  items: number;
  tell: (line: string) => void;
};

export type Soaked = Damage & { labels: number; retries: number; kills: number };

/** The kill comes somewhere in this time, and the round goes on until this many labels came through after it. */
const killWithinMs = 3_000;
const labelsAfterKill = 100;

async function openStudy(
  app: RunningApp,
  { items, raters }: Given,
): Promise<{ study: LoadStudy; clients: RaterClient[] }> {
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    const study = await makeLoadStudy(client, { items, raters, labelsPerItem: 2 });
    return { study, clients: await Promise.all(study.raters.map((rater) => makeRaterClient(app, study, rater))) };
  } finally {
    await client.end();
  }
}

/** All raters label; in the middle of it one process is killed without warning. */
async function runRound(app: RunningApp, clients: RaterClient[], study: LoadStudy, which: "app" | "database") {
  let isKilled = false;
  let after = 0;
  const fire = {
    isOver: () => after >= labelsAfterKill,
    onAcknowledged: () => {
      if (isKilled) after += 1;
    },
  };
  const labeling = clients.map((client) => labelUnderFire(client, study, fire));
  const killing = sleep(randomInt(200, killWithinMs)).then(() => {
    app.kill(which);
    isKilled = true;
  });
  const [labeled] = await Promise.all([Promise.all(labeling), killing]);
  return {
    acknowledged: labeled.flatMap((each) => each.acknowledged),
    retries: labeled.reduce((sum, each) => sum + each.retries, 0),
  };
}

/**
 * Kills the app and its database in turn while people label, and counts afterwards: every label that was acknowledged
 * has to be there, once, and no item may have more than k. Starts an app of its own.
 */
export async function soak(given: Given): Promise<Soaked> {
  const app = await startApp((line) => given.tell(`[app] ${line}`), { errors: "ignore" });
  const acknowledged: Acknowledged[] = [];
  let damage: Damage = { lost: 0, extra: 0, slotErrors: 0 };
  let retries = 0;
  try {
    const { study, clients } = await openStudy(app, given);
    for (let round = 0; round < 2 * given.rounds; round++) {
      const which = round % 2 === 0 ? "app" : "database";
      const labeled = await runRound(app, clients, study, which);
      acknowledged.push(...labeled.acknowledged);
      retries += labeled.retries;
      damage = await checkLabels(app.databaseUrl, study.id, acknowledged);
      const { lost, extra, slotErrors } = damage;
      const found = `${lost} lost, ${extra} twice, ${slotErrors} items with wrong slots`;
      given.tell(
        `Round ${round + 1}: ${which} killed, ${countOf(labeled.acknowledged.length, "label")}, ${countOf(labeled.retries, "retry", "retries")}: ${found}`,
      );
    }
    for (const client of clients) client.close();
  } finally {
    await app.stop();
  }
  return { ...damage, labels: acknowledged.length, retries, kills: 2 * given.rounds };
}
