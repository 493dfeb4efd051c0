import { expect, test } from "vitest";
import { soak } from "./soak";

test("killing the app and its database while eight people label loses nothing and doubles nothing", async () => {
  const lines: string[] = [];
  const { labels, ...damage } = await soak({ raters: 8, rounds: 1, items: 5000, tell: (line) => lines.push(line) });
  expect(damage, lines.join("\n")).toMatchObject({ lost: 0, extra: 0, slotErrors: 0, kills: 2 });
  expect(labels).toBeGreaterThan(200);
}, 600_000);
