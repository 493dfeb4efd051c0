import pg from "pg";

type Statement = { text: string; values: unknown[] };
type Node = Record<string, unknown> & { "Node Type": string; Plans?: Node[] };

/** Rows are read by it: transactions, cursors' steps and settings have no plan. */
const hasPlan = /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i;
const plainly = (text: string) =>
  text
    .replace(/^\s*DECLARE \w+ NO SCROLL CURSOR FOR /, "")
    .replace(/^\s*COPY \(([\s\S]*)\) TO STDOUT$/, "$1")
    .trim();

/** What a query is before it is sent, and the connection by which COPY sends its own. */
type Sent = { text: string; values?: unknown[]; submit: (connection: unknown) => unknown };
type Wire = { query: (text: string) => void };
const sent = pg.Query.prototype as unknown as Sent;
const wire = pg.Connection.prototype as unknown as Wire;

/** Everything that the code asks of the database while `work` runs, each statement once. */
export async function watchStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const asked = new Map<string, Statement>();
  const keep = (text: string, values: unknown[] = []) => {
    const statement = plainly(text);
    if (hasPlan.test(statement) && !asked.has(statement)) asked.set(statement, { text: statement, values });
  };
  const [{ submit }, { query }] = [sent, wire];
  sent.submit = function (this: Sent, connection) {
    keep(this.text, this.values);
    return submit.call(this, connection);
  };
  wire.query = function (this: Wire, text) {
    keep(text);
    return query.call(this, text);
  };
  try {
    await work();
  } finally {
    Object.assign(sent, { submit });
    Object.assign(wire, { query });
  }
  return [...asked.values()];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** A scan that may meet rows of every study: the table from its beginning, or an index without the study or a name that is nobody else's. */
function describeWideScan(node: Node, tables: readonly string[]): string | null {
  const { "Node Type": kind, "Relation Name": relation, "Index Name": index, "Index Cond": condition } = node;
  const table = String(relation ?? String(index ?? "").split("_")[0]);
  const isIndexScan = kind.includes("Index");
  if (!tables.includes(table) || !(kind === "Seq Scan" || isIndexScan)) return null;
  const isBound = /"studyId"? = |\bid = |"userId" = /.test(String(condition ?? ""));
  return isIndexScan && isBound ? null : `${kind} on ${table} ${index ?? ""} ${condition ?? node.Filter ?? ""}`;
}

/** Statements with scans that go beyond a study, and which scans. A table that fits on one page is read as a large one would be. */
export async function findWideScans(url: string, statements: readonly Statement[], tables: readonly string[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found: { text: string; scans: string[] }[] = [];
  try {
    await client.query("SET enable_seqscan = off");
    for (const { text, values } of statements) {
      const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
      const scans = nodesOf(rows[0]["QUERY PLAN"][0].Plan).flatMap((node) => describeWideScan(node, tables) ?? []);
      if (scans.length > 0) found.push({ text, scans });
    }
  } finally {
    await client.end();
  }
  return found;
}
