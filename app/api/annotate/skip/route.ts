import { annotateWrite } from "@/lib/labeling/annotate-route";
import { answerSkip } from "@/lib/labeling/answers";
import { skipRequest } from "@/lib/labeling/schema";

export const POST = annotateWrite(skipRequest, answerSkip);
