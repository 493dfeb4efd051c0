import type { StudyRole } from "@/lib/generated/prisma/enums";
import { said } from "@/lib/languages/say";

/** A role's name and what it may do, as pages and invitations say it. */
export const roleWords: Record<StudyRole, { name: string; does: string }> = {
  OWNER: { name: said("Owner"), does: said("Runs the study, sees names and results") },
  RESEARCHER: {
    name: said("Researcher"),
    does: said("Designs the study and sees results; knows raters by pseudonym only"),
  },
  COORDINATOR: { name: said("Coordinator"), does: said("Invites raters and knows who is who; sees no results") },
  ADJUDICATOR: { name: said("Adjudicator"), does: said("Settles items on which raters disagree") },
  RATER: { name: said("Rater"), does: said("Labels items, blind") },
  VIEWER: { name: said("Viewer"), does: said("Sees results, no names of people") },
};
