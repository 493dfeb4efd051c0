import type { Problem } from "@/lib/exchange/records";

const enoughProblems = 10_000;

/** Keeps the first problems and counts them all: a wrong delimiter makes one per row. */
export class ProblemList {
  readonly kept: Problem[] = [];
  count = 0;

  constructor(private readonly most = 1000) {}

  /** Whether reading on is of no use: what is wrong is wrong with the file as a whole. */
  get isEnough() {
    return this.count >= enoughProblems;
  }

  /** Ends the list with why it is no longer. */
  stop(file: string, line: number) {
    const message = `Reading stopped here, after ${enoughProblems.toLocaleString("en")} problems: mend those first`;
    this.kept.push({ file, line, field: null, message });
    this.count++;
  }

  add(problem: Problem) {
    this.count++;
    if (this.kept.length < this.most) this.kept.push(problem);
  }
}
