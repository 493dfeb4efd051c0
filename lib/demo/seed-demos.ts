import { adoptDemos } from "@/lib/auth/adopt-demos";
import { db, type Transaction } from "@/lib/db/client";
import type { DemoItem, DemoStudy } from "@/lib/demo/demo-study";
import { preferenceDemo } from "@/lib/demo/preference-demo";
import { safetyDemo } from "@/lib/demo/safety-demo";
import { simulateLabels } from "@/lib/demo/simulate-labels";
import { speakerDemo } from "@/lib/demo/speaker-demo";
import { storeDemoItems } from "@/lib/demo/store-demo-items";
import { storeDemoLabels } from "@/lib/demo/store-demo-labels";
import { storeDemoTerms } from "@/lib/demo/store-demo-terms";
import { seededRandom } from "@/lib/stats/resampling/seeded-random";

const demos: readonly DemoStudy[] = [safetyDemo, speakerDemo, preferenceDemo];

const groupNames = ["clinician", "role-play judge", "crowd"];

/** The items in an order drawn with the study's seed. */
function drawWalk({ items, seed }: DemoStudy): DemoItem[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

async function storeDemo(tx: Transaction, demo: DemoStudy): Promise<string> {
  const { name, description, contentWarning, seed, labelsPerItem } = demo;
  const { guidelines, questions, personaVisibility, textStyle } = demo.starter.protocol;
  const study = await tx.study.create({
    data: {
      name,
      description,
      contentWarning,
      seed,
      labelsPerItem,
      state: "OPEN",
      isDemo: true,
      revision: 1,
      groups: { create: groupNames.map((group) => ({ name: group })) },
      versions: { create: { number: 1, guidelines, questions, personaVisibility, textStyle, publishedAt: new Date() } },
    },
    select: { id: true, versions: { select: { id: true } }, groups: { select: { id: true, name: true } } },
  });
  const walk = drawWalk(demo);
  const items = await storeDemoItems(tx, study.id, demo, walk);
  await storeDemoTerms(tx, study.id, demo);
  const groups = new Map(study.groups.map((group) => [group.name, group.id]));
  const stored = { studyId: study.id, versionId: study.versions[0]?.id ?? "", items, groups };
  await storeDemoLabels(tx, simulateLabels(demo, walk), stored);
  return study.id;
}

/** Any number: whoever seeds holds it until done, so that two starts at once seed once. */
const seedLock = 7_201_301;

/**
 * Adds the demo studies that are not there, all or none, and hands them to whoever owns the installation already.
 * Returns the ids of those added.
 */
export function seedDemos(): Promise<string[]> {
  const seed = async (tx: Transaction) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${seedLock})`;
    const known = await tx.study.findMany({ where: { isDemo: true }, select: { name: true } });
    const missing = demos.filter(({ name }) => !known.some((study) => study.name === name));
    const added: string[] = [];
    for (const demo of missing) added.push(await storeDemo(tx, demo));
    const owners = await tx.user.findMany({ where: { isOwner: true }, select: { id: true } });
    for (const { id } of owners) await adoptDemos(tx, id, added);
    return added;
  };
  return db.$transaction(seed, { timeout: 60_000, maxWait: 10_000 });
}
