import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { claimItems } from "@/lib/labeling/claim/claim-items";
import { readPolicies } from "@/lib/labeling/policies/policies";
import { beforeFirst } from "@/lib/labeling/policies/policy";
import { Shelf } from "@/lib/labeling/rehearsal/shelf";
import { makeItem, makePublishedStudy, makeSeat } from "@/prisma/factories";

const items = 12;

test.each([
  ["shuffled", {}],
  ["per-rater", {}],
  ["file-order", {}],
  ["balanced", { over: "condition", cap: 0 }],
])("a rehearsal of %s gives each person the very items that claims give them", async (key, settings) => {
  const study = await makePublishedStudy({ labelsPerItem: 2, seed: 5 });
  const named = { key: "named-first", settings: { items: ["item-3", "item-8"] } };
  const policies = [named, { key, settings }];
  await db.study.update({ where: { id: study.id }, data: { policies } });
  for (let made = 0; made < items; made++)
    await makeItem(study, {
      externalId: `item-${made}`,
      factors: { model: made % 4 === 0 ? "a" : "b" },
      position: (made * 5) % 13,
    });
  const people = [await makeSeat(study), await makeSeat(study), await makeSeat(study)];
  const stored = await db.item.findMany({ where: { studyId: study.id }, orderBy: { fileIndex: "asc" } });
  const shelf = new Shelf(stored, [{ share: null, labels: 2 }]);
  const set = readPolicies(policies);
  const readers = people.map(() => ({ reader: shelf.meet(null), cursors: new Map<string, number>() }));
  const rehearse = (person: number) => {
    const { reader, cursors } = readers[person] ?? { reader: shelf.meet(null), cursors: new Map<string, number>() };
    for (const policy of set) {
      const raterId = people[person]?.id ?? "";
      const turn = { shelf, reader, raterId, seed: 5, cursor: cursors.get(policy.key) ?? beforeFirst, met: 0 };
      const given = policy.rehearse?.(turn);
      if (!given || given.item === "again") continue;
      shelf.take(given.item, reader);
      cursors.set(policy.key, given.cursor);
      return stored[given.item]?.externalId;
    }
  };
  const claimed: unknown[] = [];
  const rehearsed: unknown[] = [];
  // The third asks seldom; what is left at the end is the others'.
  for (let turn = 0; turn < 24; turn++) {
    const person = turn % 5 === 4 ? 2 : turn % 2;
    const seat = people[person]?.seat;
    if (!seat) continue;
    const held = await db.assignment.count({ where: { raterId: seat.raterId } });
    const { leases } = await claimItems(seat, held + 1);
    const [lease] = leases.slice(held);
    claimed.push(stored.find(({ id }) => id === lease?.itemId)?.externalId);
    rehearsed.push(rehearse(person));
  }
  expect(rehearsed).toEqual(claimed);
  expect(claimed.filter((one) => one !== undefined).length).toBeGreaterThan(18);
});
