import { annotateRead } from "@/lib/labeling/annotate-route";
import { answerProgress } from "@/lib/labeling/finished";
import { studyQuery } from "@/lib/labeling/schema";

export const GET = annotateRead(studyQuery, answerProgress);
