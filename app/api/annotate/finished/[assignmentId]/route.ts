import { annotateRead } from "@/lib/annotate/annotate-route";
import { answerFinishedItem } from "@/lib/annotate/finished";
import { finishedItemQuery } from "@/lib/annotate/schema";

export const GET = annotateRead(finishedItemQuery, answerFinishedItem);
