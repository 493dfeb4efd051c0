import type { z } from "zod";
import { sayingFailures } from "@/lib/answer-failures";
import { refuseForeignOrigin } from "@/lib/auth/same-origin";
import { findSession } from "@/lib/auth/session";
import { findSeat } from "@/lib/labeling/access";
import { readJson } from "@/lib/labeling/read-json";
import { refuse } from "@/lib/labeling/refuse";
import type { RaterSeat } from "@/lib/labeling/seat";

type Asks = { studyId: string; as?: string | undefined };
type Answerer<T> = (seat: RaterSeat, input: T) => Promise<Response>;

async function answerParsed<T extends Asks>(schema: z.ZodType<T>, untrusted: unknown, answer: Answerer<T>) {
  const session = await findSession();
  if (!session) return refuse("not-signed-in");
  const input = schema.safeParse(untrusted);
  if (!input.success) return refuse("malformed");
  // A tab of the person before must neither label nor read in the name of whoever signed in since.
  if (input.data.as !== undefined && input.data.as !== session.userId) return refuse("other-person");
  const seat = await findSeat(session, input.data.studyId);
  return seat.ok ? answer(seat.value, input.data) : refuse(seat.reason);
}

/** A route that changes something: own origin, JSON up to 1 MB, the input its schema allows, a person who may label. */
export const annotateWrite = <T extends Asks>(schema: z.ZodType<T>, answer: Answerer<T>) =>
  sayingFailures(async (request: Request): Promise<Response> => {
    if (refuseForeignOrigin(request)) return refuse("other-origin");
    const body = await readJson(request);
    return body.ok ? answerParsed(schema, body.value, answer) : refuse(body.reason);
  });

type RouteContext = { params: Promise<Record<string, string | string[]>> };

/** A route that only reads: its input is the query and the parameters of the path. */
export const annotateRead = <T extends Asks>(schema: z.ZodType<T>, answer: Answerer<T>) =>
  sayingFailures(async (request: Request, context: RouteContext): Promise<Response> => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    return answerParsed(schema, { ...query, ...(await context.params) }, answer);
  });
