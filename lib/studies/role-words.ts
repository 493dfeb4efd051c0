import type { StudyRole } from "@/lib/generated/prisma/enums";

/** A role's name and what it may do, as pages and invitations say it. */
export const roleWords: Record<StudyRole, { name: string; does: string }> = {
  OWNER: { name: "Owner", does: "Runs the study, sees names and results" },
  RESEARCHER: { name: "Researcher", does: "Designs the study and sees results; knows raters by pseudonym only" },
  COORDINATOR: { name: "Coordinator", does: "Invites raters and knows who is who; sees no results" },
  ADJUDICATOR: { name: "Adjudicator", does: "Settles items on which raters disagree" },
  RATER: { name: "Rater", does: "Labels items, blind" },
  VIEWER: { name: "Viewer", does: "Sees results, no names of people" },
};
