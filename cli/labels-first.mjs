// Who is served next when many ask at once: people who label before people who look at results.

/** Pages of a study render for a while on the one thread that answers everybody; those of the people who label are not among them. */
const isLooking = (url) => /^\/studies\/[^/?]+(?!\/annotate(?:[/?]|$))(?:[/?]|$)/.test(url);
const isLabeling = (url) => url.startsWith("/api/annotate/");

const usual = {
  /** Pages whose frame is being rendered at once. */
  atOnce: 2,
  /** More than any team opens; beyond it somebody has let a script loose. */
  mostWaiting: 200,
  /** How long a page lets labels go before it, which come in a steady stream when twenty people label. */
  patienceMs: 1_000,
};

/**
 * Puts a queue before `serve(request, response)`: labels and everything light pass at once, pages of results wait their turn, one
 * behind the other, while labels are being answered. A page has had its turn when its first bytes are out.
 */
export function labelsFirst(serve, { atOnce, mostWaiting, patienceMs } = usual) {
  const waiting = [];
  let rendering = 0;
  let labeling = 0;

  function next() {
    const [first] = waiting;
    if (!first || rendering >= atOnce) return;
    if (labeling > 0 && !first.isImpatient) return;
    clearTimeout(first.timer);
    waiting.shift();
    first.begin();
    next();
  }

  function render(request, response) {
    rendering++;
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      rendering--;
      // Not before whoever waits on this thread has had a look in.
      setImmediate(next);
    };
    const { writeHead } = response;
    response.writeHead = (...head) => {
      over();
      return writeHead.apply(response, head);
    };
    response.once("close", over);
    return serve(request, response);
  }

  function wait(request, response) {
    if (waiting.length >= mostWaiting) {
      response.writeHead(503, { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "10" });
      return response.end("Too many pages are asked for at once. Try again in ten seconds.");
    }
    const turn = { isImpatient: false, begin: () => render(request, response) };
    // The timer says it itself: by the clock it may have gone off a millisecond early, and nobody would look again.
    turn.timer = setTimeout(() => {
      turn.isImpatient = true;
      next();
    }, patienceMs);
    waiting.push(turn);
    response.once("close", () => {
      const place = waiting.indexOf(turn);
      if (place === -1) return;
      clearTimeout(turn.timer);
      waiting.splice(place, 1);
    });
    next();
  }

  return (request, response) => {
    if (isLooking(request.url)) return wait(request, response);
    if (!isLabeling(request.url)) return serve(request, response);
    labeling++;
    response.once("close", () => {
      labeling--;
      next();
    });
    return serve(request, response);
  };
}
