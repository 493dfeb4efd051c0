import type { z } from "zod";
import { findToken, isEnded, readSession } from "@/lib/auth/read-session";
import { isForeignOrigin } from "@/lib/auth/same-origin";
import { findSeat } from "@/lib/labeling/access";
import type { AnnotateErrorReason } from "@/lib/labeling/contract";
import type { Answer, Asked } from "@/lib/labeling/http/asked";
import { readJson } from "@/lib/labeling/http/read-json";
import { refuse } from "@/lib/labeling/http/refuse";
import type { RaterSeat } from "@/lib/labeling/seat";

type Asks = { studyId: string; as?: string | undefined };
type Answerer<T> = (seat: RaterSeat, input: T, asked: Asked) => Promise<Answer>;

export type AnnotateRoute = (asked: Asked) => Promise<Answer>;

async function answerParsed<T extends Asks>(
  asked: Asked,
  schema: z.ZodType<T>,
  untrusted: unknown,
  answer: Answerer<T>,
): Promise<Answer> {
  const session = await readSession(findToken(asked.header("cookie")));
  if (!session) return refuse("not-signed-in");
  // The seat is not found for a session that has ended; what is refused before has to ask.
  const refuseLive = async (reason: AnnotateErrorReason) => refuse((await isEnded(session)) ? "not-signed-in" : reason);
  const input = schema.safeParse(untrusted);
  if (!input.success) return refuseLive("malformed");
  // A tab of the person before must neither label nor read in the name of whoever signed in since.
  if (input.data.as !== undefined && input.data.as !== session.userId) return refuseLive("other-person");
  const seat = await findSeat(session, input.data.studyId);
  return seat.ok ? answer(seat.value, input.data, asked) : refuse(seat.reason);
}

/** A route that changes something: own origin, JSON up to 1 MB, the input its schema allows, a person who may label. */
export const annotateWrite =
  <T extends Asks>(schema: z.ZodType<T>, answer: Answerer<T>): AnnotateRoute =>
  async (asked) => {
    if (isForeignOrigin(asked.header)) return refuse("other-origin");
    const body = await readJson(asked.body);
    return body.ok ? answerParsed(asked, schema, body.value, answer) : refuse(body.reason);
  };

/** A route that only reads: its input is the query and the parameters of the path. */
export const annotateRead =
  <T extends Asks>(schema: z.ZodType<T>, answer: Answerer<T>): AnnotateRoute =>
  (asked) =>
    answerParsed(asked, schema, asked.query, answer);
