import { annotateWrite } from "@/lib/labeling/annotate-route";
import { answerDraft } from "@/lib/labeling/answers";
import { draftRequest } from "@/lib/labeling/schema";

export const PUT = annotateWrite(draftRequest, answerDraft);
