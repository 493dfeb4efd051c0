import { annotateRead } from "@/lib/annotate/annotate-route";
import { answerFinished } from "@/lib/annotate/finished";
import { finishedQuery } from "@/lib/annotate/schema";

export const GET = annotateRead(finishedQuery, answerFinished);
