import type { Problem } from "@/lib/text/rows/problem";

const enoughProblems = 10_000;

/**
 * Keeps the first problems and counts them all: a wrong delimiter makes one per row. They are told in the order of their
 * lines, whichever check found them: files in the order in which they were met, what is wrong with a file as a whole first.
 */
export class ProblemList {
  private readonly found: Problem[] = [];
  private readonly files = new Map<string, number>();
  count = 0;

  constructor(private readonly most = 1000) {}

  /** Takes over what a list in another thread has kept and counted. */
  take({ kept, count }: Pick<ProblemList, "kept" | "count">) {
    for (const problem of kept) this.keep(problem);
    this.count += count;
  }

  /** Whether reading on is of no use: what is wrong is wrong with the file as a whole. */
  get isEnough() {
    return this.count >= enoughProblems;
  }

  /** Ends the list with why it is no longer. */
  stop(file: string, line: number) {
    const message = `Reading stopped here, after ${enoughProblems.toLocaleString("en")} problems: mend those first`;
    this.keep({ file, line, field: null, message });
    this.count++;
  }

  add(problem: Problem) {
    this.count++;
    if (this.found.length < this.most) this.keep(problem);
  }

  private keep(problem: Problem) {
    if (!this.files.has(problem.file)) this.files.set(problem.file, this.files.size);
    this.found.push(problem);
  }

  get kept(): Problem[] {
    const place = ({ file }: Problem) => this.files.get(file) ?? 0;
    return this.found.toSorted((a, b) => place(a) - place(b) || a.line - b.line || (a.element ?? 0) - (b.element ?? 0));
  }
}
