import { annotateWrite } from "@/lib/labeling/annotate-route";
import { answerRelease } from "@/lib/labeling/answers";
import { releaseRequest } from "@/lib/labeling/schema";

export const POST = annotateWrite(releaseRequest, answerRelease);
