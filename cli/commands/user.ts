import type { Command } from "commander";
import { Refusal } from "@/lib/refusal";
import { findAddress } from "../app-address";
import { alignColumns } from "../output";
import { parseInput } from "../usage-error";
import { type Context, withDatabase } from "../with-database";

export function registerUser(program: Command) {
  const user = program.command("user").description("people who can sign in");
  user.command("list").description("everybody with an account").action(withDatabase(listUsers));
  user
    .command("create")
    .description("make an account and print a one-time link to choose its password")
    .argument("<email>")
    .requiredOption("--name <name>", "what the person is called in the app")
    .option("--owner", "may create studies and reset passwords", false)
    .action(withDatabase(createUser));
  user
    .command("reset-password")
    .description("print a one-time link to choose a new password; earlier links stop working")
    .argument("<email>")
    .action(withDatabase(resetPassword));
}

async function listUsers({ output }: Context) {
  const { db } = await import("@/lib/db/client");
  const users = await db.user.findMany({
    select: {
      id: true,
      email: true,
      name: true,
      isOwner: true,
      createdAt: true,
      _count: { select: { memberships: true } },
    },
    orderBy: { email: "asc" },
  });
  const shown = users.map(({ _count, ...user }) => ({ ...user, studies: _count.memberships }));
  const rows = shown.map(({ email, name, isOwner, studies }) => [email, name, isOwner ? "owner" : "", String(studies)]);
  output.result(shown, alignColumns(["E-mail", "Name", "Owns", "Studies"], rows));
}

async function createUser(
  { output, dataDir }: Context,
  email: string,
  { name, owner }: { name: string; owner: boolean },
) {
  const { accountInput } = await import("@/lib/auth/schema");
  const { db } = await import("@/lib/db/client");
  const { adoptDemos } = await import("@/lib/auth/adopt-demos");
  const person = parseInput(accountInput.pick({ name: true, email: true }), { name, email });
  const known = await db.user.findUnique({ where: { email: person.email }, select: { id: true } });
  if (known) throw new Refusal(`${person.email} has an account already: user reset-password prints a link for it.`);
  const user = await db.$transaction(async (tx) => {
    const created = await tx.user.create({ data: { ...person, isOwner: owner }, select: { id: true, email: true } });
    if (owner) await adoptDemos(tx, created.id);
    return created;
  });
  await printLink(output, dataDir, user);
}

async function resetPassword({ output, dataDir }: Context, email: string) {
  const { db } = await import("@/lib/db/client");
  const where = { email: { equals: email.trim(), mode: "insensitive" } } as const;
  const user = await db.user.findFirst({ where, select: { id: true, email: true } });
  if (!user)
    throw new Refusal(`Nobody has an account with the address ${email}: \`npm run grata -- user list\` prints them.`);
  await printLink(output, dataDir, user);
}

/** The link alone stands on standard output, ready to be piped. */
async function printLink(output: Context["output"], dataDir: string, { id, email }: { id: string; email: string }) {
  const { issueToken } = await import("@/lib/auth/tokens");
  const { path, expiresAt } = await issueToken("RESET", id);
  const link = `${await findAddress(dataDir)}${path}`;
  output.say(`This link lets ${email} choose a password, once, until ${expiresAt.toISOString()}:`);
  output.result({ userId: id, email, link, expiresAt }, [link]);
}
