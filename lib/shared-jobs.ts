type Job<T> = { outcome: Promise<T>; waiting: number; giveUp: AbortController; timer?: NodeJS.Timeout };

/** Whoever loads a page again leaves and comes back within this. */
const usualGraceMs = 2_000;

/**
 * Work that several may wait for, by name: what is asked for twice at once is done once. It is given up when everybody who waited for
 * it has gone and nobody has come for a moment.
 */
export class SharedJobs<T> {
  private readonly jobs = new Map<string, Job<T>>();

  constructor(private readonly graceMs = usualGraceMs) {}

  /** `signal`: whoever asks has gone, and is answered with its reason. `start` is told when everybody has. */
  async join(key: string, signal: AbortSignal | undefined, start: (gone: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    const job = this.jobs.get(key) ?? this.begin(key, start);
    clearTimeout(job.timer);
    job.waiting++;
    let leave: () => void = () => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => {
        this.leave(key, job);
        reject(signal?.reason);
      };
    });
    signal?.addEventListener("abort", leave, { once: true });
    return Promise.race([job.outcome, left]).finally(() => signal?.removeEventListener("abort", leave));
  }

  private begin(key: string, start: (gone: AbortSignal) => Promise<T>): Job<T> {
    const giveUp = new AbortController();
    const job: Job<T> = { outcome: start(giveUp.signal), waiting: 0, giveUp };
    this.jobs.set(key, job);
    // Whoever waits meets the error; where nobody does, nobody has to.
    job.outcome.catch(() => undefined).finally(() => this.forget(key, job));
    return job;
  }

  private forget(key: string, job: Job<T>) {
    clearTimeout(job.timer);
    if (this.jobs.get(key) === job) this.jobs.delete(key);
  }

  private leave(key: string, job: Job<T>) {
    job.waiting--;
    if (job.waiting > 0 || this.jobs.get(key) !== job) return;
    job.timer = setTimeout(() => {
      this.forget(key, job);
      job.giveUp.abort();
    }, this.graceMs);
    job.timer.unref();
  }
}
