import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "10" }, raters: { type: "string", default: "8" } },
});
// Modules below read the environment on import; the app under test has a database and a secret of its own.
process.env.DATABASE_URL ??= "postgresql://unused";
process.env.NEXTAUTH_SECRET ??= randomBytes(32).toString("base64url");
const { soak } = await import("./soak");
const given = { raters: Number(values.raters), rounds: Number(values.rounds), items: 60_000, tell: console.log };
const { labels, kills, lost, extra, slotErrors } = await soak(given);
const isWhole = lost === 0 && extra === 0 && slotErrors === 0;
console.log(
  `${labels} labels acknowledged across ${kills} kills: ${lost} lost, ${extra} twice, ${slotErrors} items with wrong slots.`,
);
process.exitCode = isWhole ? 0 : 1;
