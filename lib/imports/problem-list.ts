import type { Problem } from "@/lib/exchange/records";

/** Keeps the first problems and counts them all: a wrong delimiter makes one per row. */
export class ProblemList {
  readonly kept: Problem[] = [];
  count = 0;

  constructor(private readonly most = 1000) {}

  add(problem: Problem) {
    this.count++;
    if (this.kept.length < this.most) this.kept.push(problem);
  }
}
