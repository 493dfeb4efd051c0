// What is left of a request's body when its answer has gone out before it was read.

/** What is read and thrown away before the connection is given up: more than any page sends, less than a large import. */
const patience = { bytes: 16 * 1024 * 1024, ms: 5_000 };

/**
 * Reads the rest of a body once its answer is sent, so that the next request on the connection is read from its own first byte.
 * A body that goes on for too much or too long costs its sender the connection. Node itself drains only bodies that nobody has
 * begun to read, and those without end; one half read stops the connection until it idles out.
 *
 * The request's own stream cannot be asked for it: Next puts another stream's methods and state in the place of the request's. So
 * what the parser still brings is taken where it hands it over, which is `push`.
 */
export function drainAfterAnswer(request, response, { bytes, ms } = patience) {
  const { socket } = request;
  response.once("finish", () => {
    if (socket.destroyed) return;
    // Whoever was reading has answered: it must not put the brakes on any more.
    if (!request.complete) throwAway();
    socket.resume();
  });

  function throwAway() {
    let left = bytes;
    const giveUp = setTimeout(() => socket.destroy(), ms);
    socket.once("close", () => clearTimeout(giveUp));
    request.push = (chunk) => {
      if (chunk === null) clearTimeout(giveUp);
      else left -= chunk.length;
      if (left < 0) socket.destroy();
      return true;
    };
  }
}
