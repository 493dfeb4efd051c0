// The web process: Next behind a plain HTTP server. Started and watched by serve.ts, and gone when serve.ts is gone.
import { createServer } from "node:http";
import next from "next";
import { drainAfterAnswer } from "./drain-body.mjs";
import { isLabeling, loadLabels } from "./label-server.mjs";
import { labelsFirst } from "./labels-first.mjs";
import { withRequestSignal } from "./request-signal.mjs";

const hostname = process.env.HOST;
const port = Number(process.env.PORT);
const dev = process.argv.includes("--dev");
const graceMs = 10_000;

const app = next({ dev, hostname, port });
const answerPages = withRequestSignal(app.getRequestHandler());
let answerLabels;
const serve = labelsFirst((request, response) =>
  isLabeling(request.url) ? answerLabels(request, response) : answerPages(request, response),
);
// Without a proxy in front only the socket knows where a request comes from; sign-in attempts are counted by it.
const trustsProxy = process.env.GRATA_TRUST_PROXY === "1";
// An import's mapping of a wide file stands in its address.
const maxHeaderSize = 128 * 1024;
const server = createServer({ maxHeaderSize }, (request, response) => {
  drainAfterAnswer(request, response);
  if (!trustsProxy) delete request.headers["x-forwarded-for"];
  return serve(request, response);
});
// Longer than the idle time of usual proxies, so that it is never us who close a connection in use.
server.keepAliveTimeout = 75_000;
server.headersTimeout = 80_000;
// A large import over a slow line takes its time.
server.requestTimeout = 60 * 60 * 1000;

let stopping = false;
/** Finishes the requests under way, then ends. */
function stop() {
  if (stopping) return;
  stopping = true;
  process.send?.("stopping");
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), graceMs).unref();
}

process.on("SIGTERM", stop);
process.on("message", (message) => message === "stop" && stop());
// The supervisor was killed: nobody would restart or stop us.
process.on("disconnect", () => process.exit(1));

server.on("error", (error) => {
  process.send?.({ failed: error.code });
  process.exit(1);
});
// Next's remark on how long its configuration took would stand in the middle of the supervisor's steps.
const { log } = console;
if (!dev) console.log = () => undefined;
await app.prepare();
console.log = log;
answerLabels = await loadLabels(dev);
server.listen(port, hostname, () => process.send?.("ready"));
