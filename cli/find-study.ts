import { Refusal } from "@/lib/refusal";
import type { StudyAccess } from "@/lib/studies/proof";
import { isUuid } from "@/lib/uuid";

/**
 * The study somebody named on the command line, by id or by its whole name, with full access: whoever may run commands on the data owns
 * them. They act as the study's first owner, or as the installation's where it has none. Throws a `Refusal` when no study or several fit.
 */
export async function getNamedStudy(named: string): Promise<{ id: string; name: string; access: StudyAccess }> {
  const { db } = await import("@/lib/db/client");
  const { prove } = await import("@/lib/studies/proof");
  const where = isUuid(named) ? { id: named } : { name: named };
  const found = await db.study.findMany({ where, select: { id: true, name: true }, orderBy: { createdAt: "asc" } });
  const [study] = found;
  if (!study)
    throw new Refusal(`There is no study "${named}": \`npm run grata -- study list\` prints names and identifiers.`);
  if (found.length > 1)
    throw new Refusal(
      `${found.length} studies are called "${named}": name one by its identifier (${found.map(({ id }) => id).join(", ")}).`,
    );
  const userId = await findActor(study.id);
  return { ...study, access: prove({ studyId: study.id, userId, role: "OWNER" }) };
}

async function findActor(studyId: string): Promise<string> {
  const { db } = await import("@/lib/db/client");
  const order = { orderBy: { createdAt: "asc" } } as const;
  const member = await db.membership.findFirst({ where: { studyId, role: "OWNER" }, ...order });
  return member?.userId ?? (await getInstallationOwner()).id;
}

/** The user who set the installation up, or who came first of those that own it. */
export async function getInstallationOwner(): Promise<{ id: string; email: string }> {
  const { db } = await import("@/lib/db/client");
  const select = { id: true, email: true };
  const owner = await db.user.findFirst({ where: { isOwner: true }, orderBy: { createdAt: "asc" }, select });
  if (owner) return owner;
  throw new Refusal(
    "Nobody owns this installation yet: open the link that npm start prints, or `npm run grata -- user create EMAIL --owner`.",
  );
}
