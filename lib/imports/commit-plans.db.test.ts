import type { QueryConfig } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { pool } from "@/lib/db/client";
import type { Queryable } from "@/lib/db/pg-transaction";
import { writeStaged } from "@/lib/imports/commit-staged";
import { commitImport, startImport } from "@/lib/imports/mutations";
import type { StudyAccess } from "@/lib/studies/proof";
import { makeMember, makePublishedStudy } from "@/prisma/factories";

const pairs = 1500;

/** Items with tasks and personas of their own: each is found by its name while the items are made. */
async function* writePairs() {
  for (let n = 0; n < pairs; n++) {
    const persona = {
      kind: "persona",
      externalId: `u${n}`,
      name: `Person ${n}`,
      personaKind: "INDIVIDUALIZED",
      text: "",
    };
    const parts = ["a", "b"].map((model) => ({ output: { text: `Reply ${n}`, factors: { model } } }));
    const task = { externalId: `t${n}`, prompt: `Question ${n}?`, persona: `u${n}` };
    const item = { kind: "item", externalId: `p${n}`, layout: "PAIR", factors: {}, isServable: true, task, parts };
    yield Buffer.from(`${JSON.stringify(persona)}\n${JSON.stringify(item)}\n`);
  }
}

async function stage(access: StudyAccess) {
  const started = await startImport(access, { fileName: "pairs.jsonl" }, writePairs());
  if (!started.ok || started.value.problemCount > 0) throw new Error(JSON.stringify(started));
  return started.value.id;
}

type Node = Record<string, unknown> & { "Node Type": string; Plans?: Node[] };
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const looked = ["Persona", "Task", "Item", "Output"];
/** The planner numbers sub-selects that are alike. */
const isLookup = (node: Node) =>
  /^found(_\d+)?$/.test(String(node.Alias)) && looked.includes(String(node["Relation Name"]));

/** A lookup of a row for each row of something else that may meet all rows of the study. */
function describeWideLookup(node: Node): string[] {
  const { "Relation Name": table, "Index Name": index, "Index Cond": condition = "" } = node;
  return !isLookup(node) || / AND /.test(String(condition))
    ? []
    : [`${node["Node Type"]} on ${table} by ${index}: ${condition}`];
}

/** A connection that has each statement explained in the same transaction before it is run. */
function explaining(client: Queryable, found: string[], seen: string[]): Queryable {
  const query = async (asked: string | QueryConfig, values: unknown[] = []) => {
    const text = typeof asked === "string" ? asked : asked.text;
    const given = typeof asked === "string" ? values : (asked.values ?? []);
    if (/^\s*(INSERT|UPDATE|WITH)\b/.test(text)) {
      const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, given);
      const nodes = nodesOf(rows[0]["QUERY PLAN"][0].Plan);
      found.push(...nodes.flatMap(describeWideLookup));
      seen.push(...nodes.filter(isLookup).map((node) => String(node["Relation Name"])));
    }
    return client.query(text, given);
  };
  return Object.create(client, { query: { value: query } });
}

test("a large import into a study that the planner has not seen finds each row by its name alone", async () => {
  const before = await makeMember(await makePublishedStudy(), "OWNER");
  const first = await commitImport(before.access, await stage(before.access));
  expect(first.ok).toBe(true);
  const { access } = await makeMember(await makePublishedStudy(), "OWNER");
  const importId = await stage(access);
  await pool.query(`UPDATE "Import" SET state = 'COMMITTING' WHERE id = $1`, [importId]);
  const client = await pool.connect();
  onTestFinished(async () => {
    await client.query("ROLLBACK");
    client.release();
  });
  await client.query("BEGIN");
  const [found, seen]: [string[], string[]] = [[], []];
  await writeStaged(explaining(client, found, seen), access.studyId, importId);
  expect(found).toEqual([]);
  expect(new Set(seen)).toEqual(new Set(["Persona", "Task"]));
});
