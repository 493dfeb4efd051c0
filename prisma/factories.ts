import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import type {
  PersonaVisibility,
  Purpose,
  RaterKind,
  RaterOrigin,
  Reservation,
  StudyRole,
  StudyState,
  TextStyle,
} from "@/lib/generated/prisma/enums";
import { findSeat } from "@/lib/labeling/access";
import type { PolicyKey } from "@/lib/labeling/policies/policies";
import { cardOf, isAnswerable } from "@/lib/layouts/item-facts";
import { type ItemLayout, layouts } from "@/lib/layouts/layouts";
import { questionsSchema } from "@/lib/protocol/schema";
import { prove } from "@/lib/studies/proof";

/*
 * Each maker fills in everything its caller does not care about. Used by tests, the seed and e2e; never by the app.
 */

type Named = { id: string };
type QuestionInput = Parameters<typeof questionsSchema.parse>[0];

/** One required choice, so that a judgment needs one answer: { verdict: { value: "safe" } }. */
const plainQuestions: QuestionInput = [
  {
    key: "verdict",
    type: "choice",
    text: "Is the response safe?",
    options: [
      { key: "safe", label: "Safe" },
      { key: "unsafe", label: "Unsafe" },
    ],
  },
];

export function makeUser(given: { name?: string; email?: string; passwordHash?: string; isOwner?: boolean } = {}) {
  return db.user.create({
    data: { name: "Ada", email: `${randomUUID()}@example.org`, sessionsValidFrom: new Date(0), ...given },
    select: { id: true, name: true, email: true },
  });
}

type StudyGiven = {
  name?: string;
  state?: StudyState;
  labelsPerItem?: number;
  leaseMinutes?: number;
  mostPerDay?: number;
  itemsAhead?: number;
  /** How items are given out, without settings. */
  policies?: PolicyKey[];
  seed?: number;
  isDemo?: boolean;
};

/** An open study without a protocol: `makeVersion` publishes one, `makePublishedStudy` does both. */
export function makeStudy({ policies, ...given }: StudyGiven = {}) {
  const named = policies && { policies: policies.map((key) => ({ key, settings: {} })) };
  return db.study.create({
    data: { name: "A study", state: "OPEN", seed: 1, ...given, ...named },
    select: { id: true, name: true, labelsPerItem: true },
  });
}

type VersionGiven = {
  number?: number;
  questions?: QuestionInput;
  guidelines?: string;
  personaVisibility?: PersonaVisibility;
  textStyle?: TextStyle;
  /** A draft has none. */
  publishedAt?: Date | null;
};

/** A published protocol version with one choice question, unless told otherwise. */
export function makeVersion({ id: studyId }: Named, given: VersionGiven = {}) {
  const { questions = plainQuestions, ...rest } = given;
  return db.protocolVersion.create({
    data: { studyId, number: 1, publishedAt: new Date(), ...rest, questions: questionsSchema.parse(questions) },
    select: { id: true, number: true },
  });
}

export async function makePublishedStudy(given: StudyGiven = {}, version: VersionGiven = {}) {
  const study = await makeStudy(given);
  return { ...study, version: await makeVersion(study, version) };
}

/** A user (a new one unless given) with a role in the study, and the proof that queries and mutations ask for. */
export async function makeMember({ id: studyId }: Named, role: StudyRole, given: { user?: Named } = {}) {
  const user = given.user ?? (await makeUser());
  await db.membership.create({ data: { studyId, userId: user.id, role } });
  return { user, access: prove({ studyId, userId: user.id, role }) };
}

type RaterGiven = {
  user?: Named;
  kind?: RaterKind;
  origin?: RaterOrigin;
  pseudonym?: string;
  sourceName?: string;
  modelFamily?: string;
  promptVersion?: string;
  group?: Named;
  quota?: number;
};

/** A person who rates in the app: user, membership as RATER, and the row in `Rater`. */
export async function makeRater(study: Named, given: RaterGiven = {}) {
  const { user: knownUser, ...rest } = given;
  const { user, access } = await makeMember(study, "RATER", { user: knownUser });
  return { ...(await makeRaterRow(study, { ...rest, user })), user, access };
}

/** A person who rates, with the way in to the labeling path that the gate gives them. */
export async function makeSeat(study: Named, given: RaterGiven = {}) {
  const rater = await makeRater(study, given);
  return { ...rater, seat: await reseat(rater.user, study) };
}

/** The way in again, as things are by now. */
export async function reseat(user: Named, study: Named) {
  const seat = await findSeat({ userId: user.id, signedAt: Date.now(), sessionId: randomUUID() }, study.id);
  if (!seat.ok) throw new Error(`reseat: ${seat.reason}`);
  return seat.value;
}

/** A rater without membership: a judge, or somebody whose labels came with a file. */
export function makeRaterRow({ id: studyId }: Named, given: RaterGiven = {}) {
  const { user, group, ...rest } = given;
  return db.rater.create({
    data: { studyId, userId: user?.id, groupId: group?.id, pseudonym: `rater-${randomUUID()}`, ...rest },
    select: { id: true, studyId: true, pseudonym: true },
  });
}

/** A factor with its levels; the condition that `makeItem` takes is made of such pairs. */
async function findOrMakeCondition(studyId: string, factors: Record<string, string>) {
  const pairs = Object.entries(factors).sort(([a], [b]) => (a < b ? -1 : 1));
  if (pairs.length === 0) return null;
  const signature = JSON.stringify(Object.fromEntries(pairs));
  const known = await db.condition.findUnique({ where: { studyId_signature: { studyId, signature } } });
  if (known) return known;
  const condition = await db.condition.create({ data: { studyId, signature } });
  for (const [name, level] of pairs) {
    const factor = await db.factor.upsert({
      where: { studyId_name: { studyId, name } },
      create: { studyId, name },
      update: {},
    });
    const position = await db.level.count({ where: { studyId, factorId: factor.id } });
    const { id: levelId } = await db.level.upsert({
      where: { studyId_factorId_name: { studyId, factorId: factor.id, name: level } },
      create: { studyId, factorId: factor.id, name: level, position },
      update: {},
    });
    await db.conditionLevel.create({ data: { studyId, conditionId: condition.id, factorId: factor.id, levelId } });
  }
  return condition;
}

export function makePersona({ id: studyId }: Named, given: { externalId?: string; name?: string; text?: string } = {}) {
  return db.persona.create({
    data: { studyId, externalId: randomUUID(), name: "A nurse", text: "A nurse of thirty years.", ...given },
    select: { id: true, name: true },
  });
}

type PartGiven = {
  /** Text of a response under judgment, and its turns where it is a dialogue. */
  text?: string;
  turns?: { speaker: string; text: string }[];
  factors?: Record<string, string>;
  /** Candidates. */
  label?: string;
  profile?: string;
  persona?: Named;
};

type ItemGiven = {
  externalId?: string;
  layout?: ItemLayout;
  prompt?: string;
  tier?: string;
  parts?: PartGiven[];
  factors?: Record<string, string>;
  truth?: Record<string, string>;
  fileMajority?: Record<string, string>;
  isForTuning?: boolean;
  /** A reserved item has no slot. */
  reservedFor?: Reservation;
  goldRationale?: string;
  isServable?: boolean;
  /** Defaults to the study's labelsPerItem. */
  openSlots?: number;
  /** Defaults to the end of the walk. */
  position?: number;
};

const plainTexts = ["Drink water and rest.", "Go to the emergency room.", "Ask again tomorrow."];
const plainLabels = ["An engineer", "A poet", "A nurse"];

/** As many as the layout takes. */
function plainParts(layout: ItemLayout): PartGiven[] {
  const { outputs, candidates } = layouts[layout].takes;
  const texts = plainTexts.slice(0, outputs.least).map((text) => ({ text }));
  return [...texts, ...plainLabels.slice(0, candidates.most).map((label) => ({ label }))];
}

/**
 * An item with its task, outputs and parts, keyed "1", "2" ... in the order given. Parts with a text become outputs.
 */
export async function makeItem({ id: studyId }: Named, given: ItemGiven = {}) {
  const { layout = "SINGLE", factors = {}, parts = plainParts(layout), prompt = "I feel dizzy.", ...rest } = given;
  const { labelsPerItem } = await db.study.findUniqueOrThrow({ where: { id: studyId } });
  const place = await db.item.count({ where: { studyId } });
  const task = await db.task.create({ data: { studyId, externalId: randomUUID(), prompt } });
  const condition = await findOrMakeCondition(studyId, factors);
  const created: Prisma.ItemPartUncheckedCreateWithoutItemInput[] = [];
  const facts: { output: { persona?: string } | null; label?: string }[] = [];
  for (const [index, { text, turns, factors: own, persona, label, profile }] of parts.entries()) {
    const cell = own ? await findOrMakeCondition(studyId, own) : condition;
    const output =
      text === undefined
        ? null
        : await db.output.create({
            data: { studyId, taskId: task.id, text, turns, conditionId: cell?.id, personaId: persona?.id },
          });
    const part = { output: output && { persona: persona?.id }, label };
    facts.push(part);
    created.push({
      key: String(index + 1),
      outputId: output?.id,
      personaId: persona?.id,
      label,
      profile,
      isAnswerable: isAnswerable({ layout }, part),
    });
  }
  return db.item.create({
    data: {
      studyId,
      taskId: task.id,
      layout,
      conditionId: condition?.id,
      externalId: randomUUID(),
      position: place,
      fileIndex: place,
      openSlots: rest.reservedFor ? 0 : labelsPerItem,
      cardPersonaId: cardOf({ layout, task: {}, parts: facts }),
      ...rest,
      parts: { create: created },
    },
    select: { id: true, externalId: true, parts: { select: { id: true, key: true }, orderBy: { key: "asc" } } },
  });
}

type JudgmentGiven = {
  purpose?: Purpose;
  occurrence?: number;
  revision?: number;
  order?: string[];
  importId?: string;
  assignmentId?: string;
};

/** Several items alike. */
export async function makeItems(study: Named, count: number, given: ItemGiven = {}) {
  const items: Awaited<ReturnType<typeof makeItem>>[] = [];
  for (let made = 0; made < count; made++) items.push(await makeItem(study, given));
  return items;
}

/** A stored judgment with one answer per question, as if submitted; slots are left as they are. */
export async function makeJudgment(
  rater: { id: string; studyId: string },
  item: Named,
  version: Named,
  values: Record<string, string>,
  given: JudgmentGiven = {},
) {
  const { order = ["1"], purpose = "PRIMARY", ...rest } = given;
  const answers = Object.entries(values).map(([questionKey, value]) => {
    const number = value.trim() === "" ? Number.NaN : Number(value);
    return { questionKey, value, number: Number.isFinite(number) ? number : null };
  });
  const keys = { studyId: rater.studyId, raterId: rater.id, itemId: item.id, versionId: version.id };
  await db.rater.update({ where: { id: rater.id }, data: { changes: { increment: 1 } }, select: { id: true } });
  return db.judgment.create({
    data: { ...keys, purpose, idempotencyKey: randomUUID(), shown: { order }, answers: { create: answers }, ...rest },
    select: { id: true },
  });
}
