import { annotateWrite } from "@/lib/annotate/annotate-route";
import { answerSkip } from "@/lib/annotate/answers";
import { skipRequest } from "@/lib/annotate/schema";

export const POST = annotateWrite(skipRequest, answerSkip);
