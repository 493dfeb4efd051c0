import type { Command } from "commander";
import type { StudyState } from "@/lib/generated/prisma/enums";
import { Refusal } from "@/lib/refusal";
import { getInstallationOwner, getNamedStudy } from "../find-study";
import { alignColumns } from "../output";
import { parseInput } from "../usage-error";
import { type Context, withDatabase } from "../with-database";
import { registerStudySimulate } from "./study-simulate";
import { registerStudyTuning } from "./study-tuning";

const named = "<study>";
const namedHelp = "its identifier, or its whole name";

export function registerStudy(program: Command) {
  const study = program.command("study").description("studies and their states");
  study.command("list").description("every study").action(withDatabase(listStudies));
  study
    .command("create")
    .description("make a draft study with a starter protocol and print its identifier")
    .argument("<name>")
    .option("--starter <key>", "role-identification, clinician-safety, persona-preference or blank", "clinician-safety")
    .option("--labels <k>", "labels per item from distinct people", "3")
    .option("--description <text>", "what it is about", "")
    .option("--owner <email>", "whose study it is (the installation's owner unless given)")
    .action(withDatabase(createStudy));
  for (const [verb, state, description] of changes)
    study
      .command(verb)
      .description(description)
      .argument(named, namedHelp)
      .action(withDatabase(changeTo(state)));
  registerStudyTuning(study);
  registerStudySimulate(study);
  study
    .command("delete")
    .description("delete a study with everything in it")
    .argument(named, namedHelp)
    .option("--yes", "without it, only says what would go", false)
    .action(withDatabase(deleteStudy));
}

const changes: [verb: string, state: StudyState, description: string][] = [
  ["open", "OPEN", "let raters label"],
  ["pause", "PAUSED", "keep raters from labeling for a while"],
  ["close", "CLOSED", "end labeling"],
];

async function listStudies({ output }: Context) {
  const { db, pool } = await import("@/lib/db/client");
  const { countItems, countJudgments } = await import("@/lib/counting/kept-counts");
  const studies = await db.study.findMany({
    select: {
      id: true,
      name: true,
      state: true,
      isDemo: true,
      labelsPerItem: true,
      createdAt: true,
      _count: { select: { raters: true } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const shown = await Promise.all(
    studies.map(async ({ _count, ...study }) => ({
      ...study,
      items: (await countItems(pool, study.id)).items,
      raters: _count.raters,
      judgments: await countJudgments(pool, study.id),
    })),
  );
  const rows = shown.map(({ id, name, state, items, raters, judgments }) => [
    ...[id, state.toLowerCase(), String(items), String(raters), String(judgments), name],
  ]);
  output.result(shown, alignColumns(["Identifier", "State", "Items", "Raters", "Judgments", "Name"], rows));
}

type NewStudy = { starter: string; labels: string; description: string; owner?: string };

async function createStudy({ output }: Context, name: string, { owner, labels, ...given }: NewStudy) {
  const { newStudyInput } = await import("@/lib/studies/schema");
  const studies = await import("@/lib/studies/mutations");
  const { getStarter } = await import("@/lib/protocol/starters");
  const { starter, ...study } = parseInput(newStudyInput, { name, labelsPerItem: labels, ...given });
  const { id } = await studies.createStudy((await getOwner(owner)).id, study, getStarter(starter).protocol);
  output.result({ id, name: study.name }, [id]);
}

async function getOwner(email: string | undefined) {
  if (!email) return getInstallationOwner();
  const { db } = await import("@/lib/db/client");
  const where = { email: { equals: email, mode: "insensitive" } } as const;
  const user = await db.user.findFirst({ where, select: { id: true } });
  if (user) return user;
  throw new Refusal(`Nobody has an account with the address ${email}: \`npm run grata -- user list\` prints them.`);
}

const changeTo = (state: StudyState) => async (context: Context, study: string) => {
  const { changeState } = await import("@/lib/studies/mutations");
  const { id, name, access } = await getNamedStudy(study);
  const changed = await changeState(access, state);
  if (!changed.ok) throw new Refusal(changed.reason);
  context.output.say(`${name} is ${state.toLowerCase()}`);
  context.output.result({ id, name, state }, []);
};

async function deleteStudy({ output }: Context, study: string, { yes }: { yes: boolean }) {
  const { countStudyContents } = await import("@/lib/studies/queries");
  const mutations = await import("@/lib/studies/mutations");
  const { id, name, access } = await getNamedStudy(study);
  const contents = await countStudyContents(access);
  const { items, judgments, people } = contents;
  const said = `${name} with ${items} items, ${judgments} judgments and the roles of ${people} people`;
  if (!yes) throw new Refusal(`This deletes ${said}, for good: add --yes to do it.`);
  const deleted = await mutations.deleteStudy(access);
  if (!deleted.ok) throw new Refusal(deleted.reason);
  output.say(`Deleted ${said}`);
  output.result({ id, name, deleted: contents }, []);
}
