import { fail, ok, type Result } from "@/lib/result";

const mostBytes = 1024 * 1024;

/** Never more than the limit in memory: a declared length is the true one (HTTP ends the body there), others are counted. */
async function readText(request: Request): Promise<Result<string, "too-large">> {
  const declared = request.headers.get("content-length");
  if (declared && Number(declared) <= mostBytes) return ok(await request.text());
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return fail("too-large");
    text += decoder.decode(chunk, { stream: true });
  }
  return ok(text + decoder.decode());
}

// PostgreSQL stores neither NUL nor half a surrogate pair.
const unstorable = /[\0\p{Surrogate}]/gu;
const clean = (text: string) => text.replace(unstorable, (found) => (found === "\0" ? "" : "\uFFFD"));

const cleanValues = (name: string, value: unknown) => {
  if (clean(name) !== name) throw new SyntaxError("a name holds a character that cannot be stored");
  return typeof value === "string" ? clean(value) : value;
};

/** The body as JSON, up to 1 MB, with texts made storable. */
export async function readJson(request: Request): Promise<Result<unknown, "too-large" | "malformed">> {
  const text = await readText(request);
  if (!text.ok) return text;
  try {
    return ok(JSON.parse(text.value, cleanValues));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return fail("malformed");
    throw thrown;
  }
}
