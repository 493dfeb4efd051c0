import { annotateWrite } from "@/lib/annotate/annotate-route";
import { answerRelease } from "@/lib/annotate/answers";
import { releaseRequest } from "@/lib/annotate/schema";

export const POST = annotateWrite(releaseRequest, answerRelease);
