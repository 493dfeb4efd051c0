import { z } from "zod";
import type { Queryable } from "@/lib/db/pg-transaction";
import { readPolicies } from "@/lib/labeling/policies/policies";
import type { Plan } from "@/lib/labeling/rehearsal/rehearse-plan";
import type { ShelfItem, ShelfShare } from "@/lib/labeling/rehearsal/shelf";
import { fail, ok, type Result } from "@/lib/result";
import { groupsOf, type SlotRule } from "@/lib/slots/slot-rule";

const share = (label: string, most = 1) =>
  z.coerce.number(`${label}: write a number from 0 to ${most}`).min(0).max(most, `${label}: at most ${most}`);

/** What a forecast assumes where the study does not say it. */
export const assumptions = z.object({
  /** "6", or a group a line or between commas: "clinician: 2, judge: 3". Empty: whoever may label now. */
  people: z.string().trim().max(2000).default(""),
  prevalence: share("Share of the rarer answer", 0.5).default(0.2),
  kappa: share("Kappa", 0.99).default(0.6),
  /** Empty: from labels that were given, else from the length of texts. */
  seconds: z.union([z.literal("").transform(() => null), z.coerce.number().min(1).max(7200)]).default(null),
  leaving: share("Share of people who stop").default(0.1),
});
export type Assumptions = z.output<typeof assumptions>;

export type ReadPlan = {
  plan: Plan;
  /** What the seconds that an item takes are from. */
  secondsFrom: "given" | "labels" | "texts";
  seconds: number;
  /** Policies that a rehearsal passes over, by key. */
  passedOver: string[];
};

type StudyRow = { seed: number; k: number; policies: unknown; slotRule: SlotRule | null };
const readStudy = `SELECT seed, "labelsPerItem" AS k, policies, "slotRule" FROM "Study" WHERE id = $1`;

const readItems = `
  SELECT i."externalId", i."conditionId", i.tier, i."taskId", i.position, i."fileIndex",
    length(t.prompt) + coalesce((SELECT sum(length(coalesce(o.text, o.turns::text, ''))) FROM "ItemPart" p
      JOIN "Output" o ON o."studyId" = p."studyId" AND o.id = p."outputId" WHERE p."studyId" = $1 AND p."itemId" = i.id), 0)::int AS characters
  FROM "Item" i JOIN "Task" t ON t."studyId" = i."studyId" AND t.id = i."taskId"
  WHERE i."studyId" = $1 AND i."isServable" AND i."reservedFor" IS NULL ORDER BY i."fileIndex"`;

/** The usual active time of labels given here; null under so many. */
const fewest = 20;
const readPace = `
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY few."activeMs") / 1000 AS seconds, count(*)::int AS labels FROM (
    SELECT j."activeMs" FROM "Judgment" j JOIN "Rater" r ON r."studyId" = $1 AND r.id = j."raterId" AND r.origin = 'APP'
    WHERE j."studyId" = $1 AND j.revision = 1 AND j."activeMs" IS NOT NULL LIMIT 5000) few`;

const countQuestions = `
  SELECT coalesce(jsonb_array_length(questions), 0)::int AS questions FROM "ProtocolVersion" WHERE "studyId" = $1 ORDER BY number DESC LIMIT 1`;

const readPeople = `
  SELECT r.id, g.name AS "group", r.quota FROM "Rater" r LEFT JOIN "RaterGroup" g ON g."studyId" = $1 AND g.id = r."groupId"
  WHERE r."studyId" = $1 AND r.kind = 'HUMAN' AND r.origin = 'APP' AND r.status = 'ACTIVE' AND NOT r."sawConditions" ORDER BY r.pseudonym`;

type Person = { id: string; group: string | null; quota: number | null };

const line = /^(?:(?<group>.+?)\s*:\s*)?(?<count>\d{1,3})$/;

/** The people that are assumed, or a sentence about the line that is none. */
function inventPeople(text: string, rule: SlotRule | null): Result<Person[]> {
  const people: Person[] = [];
  for (const part of text.split(/[\n,]/).map((one) => one.trim())) {
    const { group, count } = line.exec(part)?.groups ?? {};
    if (!count) return fail(`"${part}": write how many people, or a group, a colon and how many, as in "clinician: 2"`);
    const groups = group !== undefined ? [group] : (rule && groupsOf(rule)) || [];
    // People of whom no group is said are of each in turn.
    for (let made = 0; made < Number(count); made++)
      people.push({ id: `person-${people.length}`, group: groups[made % groups.length] ?? null, quota: null });
  }
  return ok(people);
}

const everybody = "the panel";

/** Which share of the slots somebody takes; undefined: none. */
function shareOf({ group }: Person, rule: SlotRule | null): string | null | undefined {
  if (rule === null) return null;
  const groups = groupsOf(rule);
  if (groups.length === 0) return everybody;
  return group !== null && groups.includes(group) ? group : undefined;
}

function listShares(rule: SlotRule | null, k: number, taken: readonly (string | null | undefined)[]): ShelfShare[] {
  if (rule === null) return [{ share: null, labels: k }];
  if (rule.by === "groups") return rule.shares.map(({ group, labels }) => ({ share: group, labels }));
  const names = rule.groups.length > 0 ? rule.groups : [everybody];
  return names.map((name) => ({ share: name, labels: taken.filter((own) => own === name).length }));
}

/** Characters that somebody reads in a second: 230 words a minute, six characters each. And what a question takes beside reading. */
const readingPace = (230 * 6) / 60;
const secondsOfQuestion = 8;

/** The plan of a study as it is set now, for a rehearsal. */
export async function readPlan(client: Queryable, studyId: string, given: Assumptions): Promise<Result<ReadPlan>> {
  const study = (await client.query<StudyRow>(readStudy, [studyId])).rows[0];
  if (!study) return fail("This study is gone");
  const { rows: items } = await client.query<ShelfItem & { characters: number }>(readItems, [studyId]);
  if (items.length === 0) return fail("There are no items yet: import them first");
  const people = given.people
    ? inventPeople(given.people, study.slotRule)
    : ok((await client.query<Person>(readPeople, [studyId])).rows);
  if (!people.ok) return people;
  const placed = people.value.map((person) => ({ ...person, share: shareOf(person, study.slotRule) }));
  const able = placed.flatMap(({ id, quota, share }) => (share === undefined ? [] : [{ id, quota, share }]));
  if (able.length === 0) return fail("Nobody may label by this plan: say how many people there will be");
  const pace = (await client.query<{ seconds: number | null; labels: number }>(readPace, [studyId])).rows[0];
  const asked = (await client.query<{ questions: number }>(countQuestions, [studyId])).rows[0]?.questions ?? 1;
  const known = pace && pace.labels >= fewest ? pace.seconds : null;
  const byText = items.map(({ characters }) => characters / readingPace + asked * secondsOfQuestion);
  const mean = byText.reduce((sum, own) => sum + own, 0) / byText.length;
  // Longer items take longer, also where the usual time is known.
  const seconds = given.seconds ?? known ?? mean;
  const policies = readPolicies(study.policies);
  const work = { secondsOf: byText.map((own) => (own / mean) * seconds), betweenPeople: 0.35, betweenItems: 0.4 };
  return ok({
    plan: {
      items,
      shares: listShares(
        study.slotRule,
        study.k,
        able.map(({ share }) => share),
      ),
      policies,
      seed: study.seed,
      people: able,
      work: { ...work, leaving: given.leaving, skipping: 0.01 },
    },
    seconds,
    secondsFrom: given.seconds !== null ? "given" : known !== null ? "labels" : "texts",
    passedOver: policies.filter(({ rehearse }) => rehearse === null).map(({ key }) => key),
  });
}
