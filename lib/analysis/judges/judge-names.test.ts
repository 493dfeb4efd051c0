import { expect, test } from "vitest";
import { nameOf } from "@/lib/analysis/judges/judge-names";

test("a judge is named with its prompt, once", () => {
  expect(nameOf({ name: "large", promptVersion: "v2" })).toBe("large (prompt v2)");
  expect(nameOf({ name: "large (v2)", promptVersion: "v2" })).toBe("large (v2)");
  expect(nameOf({ name: "large", promptVersion: null })).toBe("large");
});
