import { hash, verify } from "@node-rs/argon2";

/** argon2id (the library's default algorithm) with OWASP's first recommendation (19 MiB, two passes, one lane): some 25 ms here. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string) => hash(password, cost);

/** Stands in for the hash of people who do not exist, so that asking for them takes as long. */
let nobody: Promise<string> | undefined;

/** Computes the hash of a password and compares: what a sign-in takes its time for. */
export type Verify = (passwordHash: string, password: string) => Promise<boolean>;

/** Whether the password is the right one. Takes the same time when there is no hash to hold it against. */
export async function checkPassword(
  passwordHash: string | null,
  password: string,
  compare: Verify = verify,
): Promise<boolean> {
  nobody ??= hashPassword("a password that nobody has");
  const matches = await compare(passwordHash ?? (await nobody), password);
  return matches && passwordHash !== null;
}
