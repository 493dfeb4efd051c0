import type { z } from "zod";
import { sayingFailures } from "@/lib/answer-failures";
import { refuseForeignOrigin } from "@/lib/auth/same-origin";
import { storableText } from "@/lib/storable-text";
import { routeAccess } from "@/lib/studies/access";
import type { StudyAccess } from "@/lib/studies/proof";

/** What is loaded and how it stands must not be kept by a browser or a proxy. */
const headers = { "Cache-Control": "no-store" };

export const answer = (body: unknown, status = 200) => Response.json(body, { status, headers });
export const answerNothing = () => new Response(null, { status: 204, headers });
export const refuse = (status: number, error: string) => answer({ error }, status);
export const notFound = () => refuse(404, "Not found");

type Params = { studyId: string; importId?: string };
type Context<P extends Params> = { params: Promise<P> };
type Handler<P extends Params> = (access: StudyAccess, request: Request, params: P) => Promise<Response>;

const isWrite = ({ method }: Request) => method !== "GET" && method !== "HEAD";

/** A route for those who design the study; writes only from the app's own pages or from programs. */
export const importRoute = <P extends Params>(handle: Handler<P>) =>
  sayingFailures(async (request: Request, context: Context<P>): Promise<Response> => {
    const foreign = isWrite(request) ? refuseForeignOrigin(request) : null;
    if (foreign) return foreign;
    const params = await context.params;
    const { access, refusal } = await routeAccess(params.studyId, "design");
    return access ? handle(access, request, params) : refusal;
  });

/** The query by its schema, or the refusal that says which part of it is wrong. */
export function readQuery<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): { query: z.output<Schema>; refusal?: never } | { query?: never; refusal: Response } {
  const given = [...new URL(request.url).searchParams].map(([name, value]) => [name, storableText(value)]);
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return { query: parsed.data };
  const words = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  return { refusal: refuse(400, words.slice(0, 10).join("\n")) };
}
