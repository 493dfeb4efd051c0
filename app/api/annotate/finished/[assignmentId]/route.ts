import { annotateRead } from "@/lib/labeling/annotate-route";
import { answerFinishedItem } from "@/lib/labeling/finished";
import { finishedItemQuery } from "@/lib/labeling/schema";

export const GET = annotateRead(finishedItemQuery, answerFinishedItem);
