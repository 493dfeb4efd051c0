import { z } from "zod";
import { prepared } from "@/lib/db/pg-transaction";
import { seeOpen, takeOpen } from "@/lib/labeling/claim/open-items";
import { definePolicy } from "@/lib/labeling/policies/policy";

const most = 500;

const toLines = (given: unknown) =>
  typeof given === "string" ? [...new Set(given.split("\n").map((line) => line.trim()))].filter(Boolean) : given;

const settings = z.object({
  items: z.preprocess(
    toLines,
    z.array(z.string()).min(1, "Name at least one item, or take this out").max(most, `At most ${most} items`),
  ),
});

const isNamed = `i."externalId" = ANY($3::text[])`;
const take = takeOpen({
  where: isNamed,
  orderBy: `array_position($3::text[], i."externalId")`,
  place: `i."fileIndex"`,
});
const see = seeOpen(isNamed);

const findMissing = prepared(`
  SELECT named.name FROM unnest($2::text[]) WITH ORDINALITY AS named (name, place)
  WHERE NOT EXISTS (SELECT FROM "Item" i WHERE i."studyId" = $1 AND i."externalId" = named.name) ORDER BY named.place LIMIT 1`);

/** Chosen items before all others, for everybody in the order in which they are named. It walks nowhere: what is open comes. */
export const namedFirst = definePolicy({
  key: "named-first",
  words: {
    name: "Chosen items first",
    about: "Everybody meets these items before all others, in this order, as long as they need labels.",
  },
  purpose: "PRIMARY",
  countsTowardK: true,
  givesAll: false,
  inFileOrder: false,
  settings,
  fields: [
    {
      name: "items",
      label: "Items",
      hint: "The name of an item as its file has it, one a line.",
      asks: "lines",
      initial: "",
    },
  ],
  findProblem: async (client, { studyId, settings: { items } }) => {
    const { rows } = await client.query<{ name: string }>(findMissing(studyId, items));
    return rows[0] ? ["items", `The study has no item "${rows[0].name}": import it first, or leave it out`] : null;
  },
  next: async (client, { seat, settings: { items }, cursor }) => {
    const item = await take(client, seat, items);
    return item && { item, cursor };
  },
  rehearse: ({ shelf, reader, settings: { items }, cursor }) => {
    const named = items.map((name) => shelf.find(name));
    const item = named.find((one) => one !== undefined && shelf.isOpen(one, reader));
    return item === undefined ? null : { item, cursor };
  },
  isLeft: (client, { seat, settings: { items } }) => see(client, seat, items),
  explainEmpty: async () => null,
  onGivenUp: async (_, { cursor }) => cursor,
});
