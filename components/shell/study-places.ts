import { analyses, analysisKeys } from "@/lib/analysis/analyses";
import type { StudyRole } from "@/lib/generated/prisma/enums";
import { can, type StudyAction } from "@/lib/studies/permissions";

export type StudyPlace = { segment: string; label: string; needs: StudyAction };

/** A study's pages in the order of work's end first: what came out, what went in, who and how. */
const places: readonly StudyPlace[] = [
  { segment: "", label: "Overview", needs: "view" },
  ...analysisKeys.map((key) => ({ segment: key, label: analyses[key].title, needs: "view" as const })),
  { segment: "items", label: "Items", needs: "view" },
  { segment: "protocol", label: "Protocol", needs: "design" },
  { segment: "annotate", label: "Label", needs: "annotate" },
  { segment: "raters", label: "Raters", needs: "raters" },
  { segment: "exports", label: "Export", needs: "export" },
  { segment: "settings", label: "Settings", needs: "design" },
];

/** The pages a role may open. The pages themselves ask again. */
export const listPlaces = (role: StudyRole): StudyPlace[] => places.filter(({ needs }) => can(role, needs));
