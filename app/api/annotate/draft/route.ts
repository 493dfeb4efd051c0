import { annotateWrite } from "@/lib/annotate/annotate-route";
import { answerDraft } from "@/lib/annotate/answers";
import { draftRequest } from "@/lib/annotate/schema";

export const PUT = annotateWrite(draftRequest, answerDraft);
