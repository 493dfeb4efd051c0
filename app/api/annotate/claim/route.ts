import { annotateWrite } from "@/lib/annotate/annotate-route";
import { answerClaim } from "@/lib/annotate/answers";
import { claimRequest } from "@/lib/annotate/schema";

export const POST = annotateWrite(claimRequest, answerClaim);
