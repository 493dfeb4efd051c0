import { answerFigures } from "@/lib/analysis/answer-figures";

type Context = RouteContext<"/api/studies/[studyId]/analysis/[analysis]">;

export const GET = async (request: Request, { params }: Context) => answerFigures(request, await params);
