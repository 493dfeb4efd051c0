import { describe, expect, test } from "vitest";
import { StudyRole } from "@/lib/generated/prisma/enums";
import { can, grantableRoles, type StudyAction, seesConditions } from "@/lib/studies/permissions";

const actions = ["view", "design", "raters", "people", "annotate", "adjudicate", "export", "own"] as const;

/** The whole table, as docs/security.md prints it: one letter per action, `.` for a refusal. */
const table: Record<StudyRole, string> = {
  OWNER: "vdrpnaeo",
  RESEARCHER: "vdr...e.",
  COORDINATOR: "..rp....",
  ADJUDICATOR: ".....a..",
  RATER: "....n...",
  VIEWER: "v.......",
};

describe.each(Object.values(StudyRole))("%s", (role) => {
  test.each(actions.map((action, place) => [action, table[role][place] !== "."] as const))("%s: %s", (action, may) => {
    expect(can(role, action)).toBe(may);
  });
});

const holders = (action: StudyAction) => Object.values(StudyRole).filter((role) => can(role, action));

test("only the owner sees both names and results", () => {
  expect(holders("people").filter((role) => can(role, "view") || can(role, "export"))).toEqual(["OWNER"]);
});

test("whoever labels sees no condition, the owner who tries it out excepted", () => {
  expect(holders("annotate").filter(seesConditions)).toEqual(["OWNER"]);
});

test("nobody but an owner hands out a role that sees more than they do", () => {
  for (const role of Object.values(StudyRole)) {
    if (role === "OWNER") continue;
    for (const granted of grantableRoles(role)) expect(seesConditions(granted)).toBe(false);
    expect(grantableRoles(role)).not.toContain("OWNER");
  }
});

test("every role that may be granted is granted by somebody who manages people", () => {
  for (const role of Object.values(StudyRole)) expect(grantableRoles(role).length > 0).toBe(can(role, "people"));
});
