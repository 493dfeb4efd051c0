// What is left of a request's body when its answer has gone out before it was read.

/** What is read and thrown away before the connection is given up: more than any page sends, less than a large import. */
const patience = { bytes: 16 * 1024 * 1024, ms: 5_000 };

/**
 * Reads the rest of a body once its answer is sent, so that the next request on the connection is read from its own first byte.
 * A body that goes on for too much or too long costs its sender the connection. Node itself drains only bodies that nobody has
 * begun to read, and those without end; one half read stops the connection until it idles out.
 */
export function drainAfterAnswer(request, response, { bytes, ms } = patience) {
  response.once("finish", () => {
    if (request.readableEnded || request.destroyed) return;
    const { socket } = request;
    let left = bytes;
    const giveUp = setTimeout(() => socket.destroy(), ms);
    // Whoever was reading has answered: it must not put the brakes on any more.
    request.unpipe();
    for (const event of ["data", "readable"]) request.removeAllListeners(event);
    request.on("data", (chunk) => {
      left -= chunk.length;
      if (left < 0) socket.destroy();
    });
    for (const event of ["end", "close"]) request.once(event, () => clearTimeout(giveUp));
    // A stream that was read on demand flows again only once it has noticed, a tick later, that nobody demands any more.
    setImmediate(() => request.resume());
  });
}
