// Who is served next when many ask at once: people who label before people who look at results.
import { isLabeling } from "./label-server.mjs";

/** Pages of a study render for a while on the one thread that answers everybody; those of the people who label are not among them. */
const isLooking = (url) => /^\/studies\/[^/?]+(?!\/annotate(?:[/?]|$))(?:[/?]|$)/.test(url);

const usual = {
  /** Pages that are being rendered at once. */
  atOnce: 2,
  /** The same while people label: two that are rendered side by side hold up a label twice as long. */
  atOnceBesideLabels: 1,
  /** People label when the last label or claim is no longer ago than this. */
  besideMs: 1_000,
  /** A page that still waits for its figures so long after its first bytes makes room for others. */
  turnMs: 1_000,
  /** More than any team opens; beyond it somebody has let a script loose. */
  mostWaiting: 200,
  /** How long the first in line lets labels go before it, which come in a steady stream when twenty people label. */
  patienceMs: 500,
};

/**
 * Puts a queue before `serve(request, response)`: labels and everything light pass at once, pages of results wait their turn, one
 * behind the other, while labels are being answered. A page has its turn until it is out, figures and all, or waits for them too long.
 */
export function labelsFirst(serve, { atOnce, atOnceBesideLabels, besideMs, turnMs, mostWaiting, patienceMs } = usual) {
  const waiting = [];
  let rendering = 0;
  let labeling = 0;
  let labeledAt = Number.NEGATIVE_INFINITY;
  /** Who is first in line, and when that one loses patience. */
  let first;
  let timer;

  const mostRendering = () => (performance.now() - labeledAt < besideMs ? atOnceBesideLabels : atOnce);

  /** Patience begins anew with everybody who becomes the first: else all who came at once would lose it at once. */
  function watchFirst() {
    if (waiting[0] === first) return;
    clearTimeout(timer);
    [first] = waiting;
    if (!first) return;
    const turn = first;
    // The timer says it itself: by the clock it may have gone off a millisecond early, and nobody would look again.
    timer = setTimeout(() => {
      turn.isImpatient = true;
      next();
    }, patienceMs);
  }

  function next() {
    watchFirst();
    if (!first || rendering >= mostRendering()) return;
    if (labeling > 0 && !first.isImpatient) return;
    waiting.shift().begin();
    next();
  }

  function render(request, response) {
    rendering++;
    let patience;
    let isOver = false;
    const over = () => {
      clearTimeout(patience);
      if (isOver) return;
      isOver = true;
      rendering--;
      // Not before whoever waits on this thread has had a look in.
      setImmediate(next);
    };
    const { writeHead } = response;
    response.writeHead = (...head) => {
      patience = setTimeout(over, turnMs);
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
    waiting.push(turn);
    response.once("close", () => {
      const place = waiting.indexOf(turn);
      if (place === -1) return;
      waiting.splice(place, 1);
      next();
    });
    next();
  }

  return (request, response) => {
    if (isLooking(request.url)) return wait(request, response);
    if (!isLabeling(request.url)) return serve(request, response);
    labeling++;
    labeledAt = performance.now();
    response.once("close", () => {
      labeling--;
      labeledAt = performance.now();
      next();
    });
    return serve(request, response);
  };
}
