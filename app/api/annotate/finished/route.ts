import { annotateRead } from "@/lib/labeling/annotate-route";
import { answerFinished } from "@/lib/labeling/finished";
import { finishedQuery } from "@/lib/labeling/schema";

export const GET = annotateRead(finishedQuery, answerFinished);
