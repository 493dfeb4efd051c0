import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { join } from "node:path";

const body = JSON.stringify({ studyId: "0".repeat(36), answers: { safety: { item: { value: 3 } } }, activeMs: 900 });

function post(port: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, agent, method: "POST", headers: { "content-length": body.length } }, (response) => {
      response.resume();
      response.once("end", resolve);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** How many requests a second a bare server stores in this database, with one INSERT each, for so many clients that do not pause. */
export async function measureFloor(databaseUrl: string, clients: number, seconds: number): Promise<number> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const server = fork(join(import.meta.dirname, "floor-server.mjs"), { env, execArgv: [] });
  const [port] = (await once(server, "message")) as [number];
  const agent = new Agent({ keepAlive: true });
  const ask = async (until: number) => {
    for (let done = 0; ; done++) {
      if (Date.now() > until) return done;
      await post(port, agent);
    }
  };
  const askAll = (ms: number) => Promise.all(Array.from({ length: clients }, () => ask(Date.now() + ms)));
  await askAll(1000);
  const done = await askAll(seconds * 1000);
  agent.destroy();
  server.disconnect();
  return done.reduce((sum, count) => sum + count) / seconds;
}
