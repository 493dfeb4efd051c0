import { annotateRead } from "@/lib/annotate/annotate-route";
import { answerProgress } from "@/lib/annotate/finished";
import { studyQuery } from "@/lib/annotate/schema";

export const GET = annotateRead(studyQuery, answerProgress);
