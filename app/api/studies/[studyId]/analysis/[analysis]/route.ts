import { answerFigures } from "@/lib/analysis/answer-figures";
import { sayingFailures } from "@/lib/answer-failures";

type Context = RouteContext<"/api/studies/[studyId]/analysis/[analysis]">;

export const GET = sayingFailures(async (request: Request, { params }: Context) =>
  answerFigures(request, await params),
);
