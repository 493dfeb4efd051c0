import type { Socket } from "node:net";
import type { PoolClient } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { signIn } from "@/cli/testing/next-headers";
import { labelPool } from "@/lib/db/label-pool";
import { makeItems, makePublishedStudy, makeRater } from "@/prisma/factories";
import { call, claimQueue, submission, submit } from "./call-routes";

const restores: (() => void)[] = [];
const known = new WeakSet<PoolClient>();
let trips = 0;

/** Counts how often something is sent to the database after something came back from it. */
function watch(client: PoolClient) {
  if (known.has(client)) return;
  known.add(client);
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  const { write } = stream;
  let isAnswered = true;
  const onData = () => {
    isAnswered = true;
  };
  stream.on("data", onData);
  stream.write = ((...given: Parameters<typeof write>) => {
    if (isAnswered) trips += 1;
    isAnswered = false;
    return write.apply(stream, given);
  }) as typeof write;
  restores.push(() => {
    stream.write = write;
    stream.off("data", onData);
  });
}

test("a label, and the next item with it, costs four questions to the database", async () => {
  labelPool.on("acquire", watch);
  onTestFinished(() => {
    labelPool.off("acquire", watch);
    for (const restore of restores) restore();
  });
  const study = await makePublishedStudy();
  await makeItems(study, 20);
  await signIn((await makeRater(study)).user);
  const waiting = (await claimQueue({ studyId: study.id })).items.map(({ assignmentId }) => assignmentId);
  const counted: number[] = [];
  for (let labels = 0; labels < 6; labels++) {
    const current = waiting.shift() ?? "";
    trips = 0;
    const body = { ...submission(study.id, current), holds: [...waiting], knows: [study.version.id] };
    const { status, json } = await call(submit, { body });
    expect(status).toBe(200);
    counted.push(trips);
    waiting.push(...json.next.items.map(({ assignmentId }: { assignmentId: string }) => assignmentId));
  }
  // Every five seconds one asks anew how many items there are.
  const median = counted.slice(1).toSorted((a, b) => a - b)[2];
  expect(median).toBeLessThanOrEqual(4);
});
