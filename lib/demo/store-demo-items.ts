import { randomUUID } from "node:crypto";
import type { Transaction } from "@/lib/db/client";
import type { DemoItem, DemoStudy } from "@/lib/demo/demo-study";
import type { ItemRecord, PartRecord } from "@/lib/formats/contract/records";
import type { Prisma } from "@/lib/generated/prisma/client";
import { cardOf, isAnswerable } from "@/lib/layouts/item-facts";

const json = (value: object) => value as Prisma.InputJsonValue;

/** The canonical JSON of a condition: factors by name. */
const signatureOf = (factors: Record<string, string>) =>
  JSON.stringify(Object.fromEntries(Object.entries(factors).sort(([a], [b]) => (a < b ? -1 : 1))));

async function storePersonas(tx: Transaction, studyId: string, { personas }: DemoStudy) {
  const rows = personas.map(({ externalId, name, personaKind, text, sections, tags }) => {
    return { id: randomUUID(), studyId, externalId, name, kind: personaKind, text, sections: json(sections), tags };
  });
  await tx.persona.createMany({ data: rows });
  return new Map(rows.map(({ externalId, id }) => [externalId, id]));
}

async function storeFactors(tx: Transaction, studyId: string, { factors }: DemoStudy) {
  const levels = new Map<string, { factorId: string; levelId: string }>();
  for (const { name, scale, role, baseline, levels: names = [] } of factors) {
    const { id: factorId } = await tx.factor.create({ data: { studyId, name, scale, role }, select: { id: true } });
    const rows = names.map((level, position) => ({ id: randomUUID(), studyId, factorId, name: level, position }));
    await tx.level.createMany({ data: rows });
    for (const row of rows) levels.set(`${name} ${row.name}`, { factorId, levelId: row.id });
    const baselineLevelId = rows.find((row) => row.name === baseline)?.id;
    if (baselineLevelId) await tx.factor.update({ where: { id: factorId }, data: { baselineLevelId } });
  }
  return levels;
}

/** Every combination of levels that occurs, by its signature. */
async function storeConditions(tx: Transaction, studyId: string, demo: DemoStudy) {
  const levels = await storeFactors(tx, studyId, demo);
  const cells = demo.items.flatMap(({ record }) => [
    record.factors,
    ...record.parts.map(({ output }) => output?.factors ?? {}),
  ]);
  const conditions = new Map<string, string>();
  for (const cell of cells) {
    const signature = signatureOf(cell);
    if (Object.keys(cell).length === 0 || conditions.has(signature)) continue;
    const { id } = await tx.condition.create({ data: { studyId, signature }, select: { id: true } });
    const ofCell = Object.entries(cell).flatMap(([factor, level]) => levels.get(`${factor} ${level}`) ?? []);
    await tx.conditionLevel.createMany({ data: ofCell.map((level) => ({ studyId, conditionId: id, ...level })) });
    conditions.set(signature, id);
  }
  return (factors: Record<string, string>) => conditions.get(signatureOf(factors)) ?? null;
}

/** Places of a walk, as far apart as drawn ones are: items that are loaded later come among these, not behind them. */
const spread = (place: number, places: number) => Math.floor(((place + 0.5) / places) * 2 ** 31);

/** Stores the personas, factors and items of a demo. `walk` is the items in the order in which they are served. Item -> its id. */
export async function storeDemoItems(
  tx: Transaction,
  studyId: string,
  demo: DemoStudy,
  walk: readonly DemoItem[],
): Promise<Map<DemoItem, string>> {
  const personas = await storePersonas(tx, studyId, demo);
  const conditionOf = await storeConditions(tx, studyId, demo);
  const personaOf = (externalId: string | undefined) => personas.get(externalId ?? "") ?? null;
  const tasks = new Map(demo.items.map(({ record: { task } }) => [task.externalId, { id: randomUUID(), task }]));
  await tx.task.createMany({
    data: [...tasks.values()].map(({ id, task: { externalId, prompt } }) => ({ id, studyId, externalId, prompt })),
  });
  const ids = new Map(demo.items.map((item) => [item, randomUUID()]));
  const outputs: Prisma.OutputCreateManyInput[] = [];
  const parts: Prisma.ItemPartCreateManyInput[] = [];
  const storePart = (itemId: string, taskId: string, record: ItemRecord, place: number, part: PartRecord) => {
    const { output, label, profile } = part;
    const outputId = output ? randomUUID() : null;
    if (output && outputId)
      outputs.push({
        id: outputId,
        studyId,
        taskId,
        text: output.text,
        conditionId: conditionOf(output.factors),
        personaId: personaOf(output.persona),
      });
    const isAsked = isAnswerable(record, part);
    parts.push({ studyId, itemId, key: String(place + 1), outputId, label, profile, isAnswerable: isAsked });
  };
  const items = demo.items.map((item, fileIndex) => {
    const { externalId, layout, task, factors, truth } = item.record;
    const { externalId: _, prompt: __, persona, ...about } = task;
    const [id, taskId] = [ids.get(item) ?? "", tasks.get(task.externalId)?.id ?? ""];
    for (const [place, part] of item.record.parts.entries()) storePart(id, taskId, item.record, place, part);
    const places = { position: spread(walk.indexOf(item), walk.length), fileIndex, openSlots: demo.labelsPerItem };
    return {
      id,
      studyId,
      externalId,
      taskId,
      layout,
      conditionId: conditionOf(factors),
      personaId: personaOf(persona),
      cardPersonaId: personaOf(cardOf(item.record) ?? undefined),
      ...about,
      ...places,
      ...(truth && { truth }),
    };
  });
  await tx.item.createMany({ data: items });
  await tx.output.createMany({ data: outputs });
  await tx.itemPart.createMany({ data: parts });
  return ids;
}
