import { annotateWrite } from "@/lib/annotate/annotate-route";
import { answerRead } from "@/lib/annotate/answers";
import { readRequest } from "@/lib/annotate/schema";

export const POST = annotateWrite(readRequest, answerRead);
