import { sayingFailures } from "@/lib/answer-failures";
import { answerExport, answerExportHead } from "@/lib/exports/answer-export";

type Context = RouteContext<"/api/studies/[studyId]/exports/[key]">;

export const GET = sayingFailures(async (request: Request, { params }: Context) => answerExport(request, await params));

export const HEAD = sayingFailures(async (request: Request, { params }: Context) =>
  answerExportHead(request, await params),
);
