import type { StudyRole } from "@/lib/generated/prisma/enums";

/**
 * view: overview, agreement, judges, conditions (results, no names of people). design: protocol, items, imports,
 * settings. people: who is who, invitations. annotate: label. adjudicate: settle disagreements. export: take data away. own: delete the
 * study, hand it over.
 */
export type StudyAction = "view" | "design" | "people" | "annotate" | "adjudicate" | "export" | "own";

const allowed: Record<StudyRole, readonly StudyAction[]> = {
  OWNER: ["view", "design", "people", "annotate", "adjudicate", "export", "own"],
  RESEARCHER: ["view", "design", "people", "export"],
  COORDINATOR: ["people"],
  ADJUDICATOR: ["adjudicate"],
  RATER: ["annotate"],
  VIEWER: ["view"],
};

/** Whether a role may do an action in its study. Pure: the database says which role somebody has, at each request. */
export const can = (role: StudyRole, action: StudyAction): boolean => allowed[role].includes(action);
