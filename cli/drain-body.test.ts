import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { PassThrough } from "node:stream";
import { afterEach, test } from "vitest";
import { drainAfterAnswer } from "./drain-body.mjs";

const open: { server: Server; sockets: Socket[] }[] = [];
afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  }
});

/** Reads one chunk of a body and leaves the rest, as a route does that finds it too large. */
async function readOneChunk(request: IncomingMessage) {
  await new Promise((resolve) => request.once("data", resolve));
  request.pause();
}

/** The same by demand. */
async function readOneByte(request: IncomingMessage) {
  await new Promise((resolve) => request.on("readable", resolve));
  request.read(1);
}

/** As Next does: the methods and the state of another stream stand in the place of the request's. */
async function readThroughAnother(request: IncomingMessage) {
  const body = new PassThrough();
  request.on("data", (chunk) => body.push(chunk) || request.pause());
  await new Promise((resolve) => body.once("data", resolve));
  body.pause();
  for (const key in body) Object.assign(request, { [key]: body[key as keyof PassThrough] });
}

/** A server that answers 413 before the body was read, and a raw connection to it. */
async function start(look: (request: IncomingMessage) => Promise<void>, patience: { bytes: number; ms: number }) {
  const server = createServer(async (request, response) => {
    drainAfterAnswer(request, response, patience);
    if (request.url === "/next") return response.end("next answered");
    await look(request);
    response.writeHead(413).end("too large");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  open.push({ server, sockets: [socket] });
  let received = "";
  const heard = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => received.includes(text) && resolve();
      socket.on("data", look);
      look();
    });
  socket.on("data", (chunk) => {
    received += chunk;
  });
  return { socket, heard, closed: new Promise((resolve) => socket.once("close", resolve)) };
}

const head = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: here\r\nContent-Length: ${length}\r\n\r\n`;
const size = 1_200_000;
const patient = { bytes: 4_000_000, ms: 10_000 };

test.each([
  ["was begun and left", readOneChunk],
  ["was read on demand", readOneByte],
  ["was read through another stream", readThroughAnother],
  ["was not looked at", async () => undefined],
])("after an answer before a body that %s, the next request on the connection is answered", async (_, look) => {
  const { socket, heard } = await start(look, patient);
  socket.write(head("/large", size));
  socket.write(Buffer.alloc(size, "a"));
  await heard("too large");
  socket.write(head("/next", 0));
  await heard("next answered");
});

test("a body that comes whole before anybody reads it leaves the connection free", async () => {
  const { socket, heard } = await start(async (request) => {
    // Long enough for the whole body to be in this process's buffers.
    await once(request, "readable");
  }, patient);
  socket.write(head("/large", 40_000) + "a".repeat(40_000) + head("/next", 0));
  await heard("next answered");
});

test("a body without end costs its sender the connection", async () => {
  const { socket, heard, closed } = await start(readOneChunk, { bytes: 1_000_000, ms: 10_000 });
  socket.write(head("/large", 1_000_000_000));
  const flood = setInterval(() => socket.write(Buffer.alloc(100_000)), 1);
  await heard("too large");
  await closed;
  clearInterval(flood);
});

test("a body that stops coming costs its sender the connection", async () => {
  const { socket, heard, closed } = await start(readOneChunk, { bytes: 1_000_000, ms: 50 });
  socket.write(`${head("/large", 1000)}a few bytes`);
  await heard("too large");
  await closed;
});
