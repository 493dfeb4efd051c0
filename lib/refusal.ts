/**
 * Something outside the code is not as it must be, and a person can mend it. The message is one sentence for them: what,
 * where, what to do. The command line prints it without a stack and ends with exit code 1.
 */
export class Refusal extends Error {
  override name = "Refusal";
}
