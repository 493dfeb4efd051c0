type Waiting = { key: string; start: () => void; onAhead: (ahead: number) => void; told: number | null };

/**
 * Lets a bounded number of jobs run, and of each key no more than `mostEach`. Who waits is served in rounds: the first of every key before the second
 * of any, so that ten files of one study do not keep another study's one waiting.
 */
export class FairQueue {
  private readonly running = new Map<string, number>();
  private underway = 0;
  private waiting: Waiting[] = [];
  /** The turn in which a key was served last; of those that still have somebody here. */
  private readonly servedAt = new Map<string, number>();
  private turn = 0;

  constructor(
    private readonly most: number,
    private readonly mostEach = 1,
  ) {}

  /** How many wait, of a key or of all. */
  countWaiting(key?: string): number {
    return key === undefined ? this.waiting.length : this.waiting.filter((entry) => entry.key === key).length;
  }

  private countRunning = (key: string) => this.running.get(key) ?? 0;

  /**
   * Resolves, when it is this job's turn, with what to call at its end. `onAhead` is told how many are served before it,
   * whenever that changes. Rejects with the signal's reason when aborted while waiting.
   */
  async enter(
    key: string,
    { signal, onAhead = () => undefined }: { signal: AbortSignal; onAhead?: (ahead: number) => void },
  ): Promise<() => void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.waiting = this.waiting.filter((other) => other !== entry);
        this.tell();
        reject(signal.reason);
      };
      const start = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const entry: Waiting = { key, start, onAhead, told: null };
      signal.addEventListener("abort", leave, { once: true });
      this.waiting.push(entry);
      this.serve();
    });
    return () => {
      this.count(key, -1);
      if (!this.waiting.some((entry) => entry.key === key)) this.servedAt.delete(key);
      this.serve();
    };
  }

  private count(key: string, more: 1 | -1) {
    const running = this.countRunning(key) + more;
    this.underway += more;
    if (running === 0) this.running.delete(key);
    else this.running.set(key, running);
  }

  /** Who waits, in the order in which they are served. */
  private inOrder(): Waiting[] {
    const before = new Map<string, number>();
    const rounds = this.waiting.map((entry) => {
      const round = before.get(entry.key) ?? this.countRunning(entry.key);
      before.set(entry.key, round + 1);
      return { entry, round };
    });
    const last = ({ key }: Waiting) => this.servedAt.get(key) ?? 0;
    return rounds.toSorted((a, b) => a.round - b.round || last(a.entry) - last(b.entry)).map(({ entry }) => entry);
  }

  private serve() {
    while (this.underway < this.most) {
      const next = this.inOrder().find(({ key }) => this.countRunning(key) < this.mostEach);
      if (!next) break;
      this.waiting = this.waiting.filter((entry) => entry !== next);
      this.count(next.key, 1);
      this.servedAt.set(next.key, ++this.turn);
      next.start();
    }
    this.tell();
  }

  private tell() {
    for (const [place, entry] of this.inOrder().entries()) {
      const ahead = place + this.underway;
      if (entry.told === ahead) continue;
      entry.told = ahead;
      entry.onAhead(ahead);
    }
  }
}
