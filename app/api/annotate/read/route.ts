import { annotateWrite } from "@/lib/labeling/annotate-route";
import { answerRead } from "@/lib/labeling/answers";
import { readRequest } from "@/lib/labeling/schema";

export const POST = annotateWrite(readRequest, answerRead);
