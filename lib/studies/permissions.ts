import type { StudyRole } from "@/lib/generated/prisma/enums";

/**
 * view: overview, agreement, judges, conditions: results, no names of people. design: protocol, items, imports,
 * settings. raters: how far each rater is, by pseudonym; groups, pauses, quotas. people: who is who, invitations,
 * withdrawal. annotate: label. adjudicate: settle disagreements. export: take data away. own: roles, deleting the study.
 */
export type StudyAction = "view" | "design" | "raters" | "people" | "annotate" | "adjudicate" | "export" | "own";

// Names and results are kept apart: only the owner has both. A researcher knows raters by pseudonym, a coordinator knows
// who is who and sees neither labels nor results.
const allowed: Record<StudyRole, readonly StudyAction[]> = {
  OWNER: ["view", "design", "raters", "people", "annotate", "adjudicate", "export", "own"],
  RESEARCHER: ["view", "design", "raters", "export"],
  COORDINATOR: ["raters", "people"],
  ADJUDICATOR: ["adjudicate"],
  RATER: ["annotate"],
  VIEWER: ["view"],
};

/** Whether a role may do an action in its study. Pure: the database says which role somebody has, at each request. */
export const can = (role: StudyRole, action: StudyAction): boolean => allowed[role].includes(action);

const revealing: readonly StudyAction[] = ["view", "design", "export", "adjudicate"];

/** Whether whoever holds this role can see conditions, results or other people's labels: their own labels are not blind. */
export const seesConditions = (role: StudyRole): boolean => revealing.some((action) => can(role, action));

// A coordinator who could invite a viewer could become one by a second account.
const grantable: Record<StudyRole, readonly StudyRole[]> = {
  OWNER: ["RATER", "COORDINATOR", "RESEARCHER", "VIEWER", "ADJUDICATOR", "OWNER"],
  RESEARCHER: [],
  COORDINATOR: ["RATER"],
  ADJUDICATOR: [],
  RATER: [],
  VIEWER: [],
};

/** The roles that an invitation by this role may carry, the most usual first. */
export const grantableRoles = (role: StudyRole): readonly StudyRole[] => grantable[role];
