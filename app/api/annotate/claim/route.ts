import { annotateWrite } from "@/lib/labeling/annotate-route";
import { answerClaim } from "@/lib/labeling/answers";
import { claimRequest } from "@/lib/labeling/schema";

export const POST = annotateWrite(claimRequest, answerClaim);
