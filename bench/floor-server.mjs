// The least that storing a label may cost: Node's own server, a body of JSON, one INSERT. Tells its port when it listens.
import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
await pool.query(`CREATE TABLE IF NOT EXISTS bench_floor (id bigint GENERATED ALWAYS AS IDENTITY, body jsonb)`);

const insert = { name: "floor", text: `INSERT INTO bench_floor (body) VALUES ($1)` };

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  await pool.query({ ...insert, values: [Buffer.concat(chunks).toString()] });
  response.writeHead(200, { "content-type": "application/json" }).end(`{"saved":true}`);
}).listen(0, "127.0.0.1", function () {
  process.send?.(this.address().port);
});

process.on("disconnect", async () => {
  await pool.query("DROP TABLE bench_floor");
  process.exit(0);
});
