/** What a start says: one line a step, with its time. */
export type Steps = {
  announce: (line: string) => void;
  /** Opens a step's line; the function closes it with the time it took. */
  begin: (name: string) => () => void;
  step: <T>(name: string, work: () => Promise<T>) => Promise<T>;
};

export function makeSteps(write?: (text: string) => unknown): Steps;
