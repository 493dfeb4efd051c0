import { answerExport, answerExportHead } from "@/lib/exports/answer-export";

type Context = RouteContext<"/api/studies/[studyId]/exports/[key]">;

export const GET = async (request: Request, { params }: Context) => answerExport(request, await params);

export const HEAD = async (request: Request, { params }: Context) => answerExportHead(request, await params);
