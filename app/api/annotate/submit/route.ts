import { annotateWrite } from "@/lib/annotate/annotate-route";
import { answerSubmit } from "@/lib/annotate/answers";
import { submitRequest } from "@/lib/annotate/schema";

export const POST = annotateWrite(submitRequest, answerSubmit);
