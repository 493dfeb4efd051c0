import { annotateWrite } from "@/lib/labeling/annotate-route";
import { answerSubmit } from "@/lib/labeling/answers";
import { submitRequest } from "@/lib/labeling/schema";

export const POST = annotateWrite(submitRequest, answerSubmit);
