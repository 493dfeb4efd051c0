import type { Readable } from "node:stream";
import { fail, ok, type Result } from "@/lib/result";
import { storableText } from "@/lib/storable-text";

const mostBytes = 1024 * 1024;

/** Never more than the limit in memory. Whoever sends the rest is not cut off here: the refusal has to reach them. */
function readText(body: Readable): Promise<Result<string, "too-large">> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const take = (chunk: Uint8Array) => {
      bytes += chunk.byteLength;
      if (bytes <= mostBytes) return void chunks.push(chunk);
      body.off("data", take).pause();
      resolve(fail("too-large"));
    };
    body.on("data", take);
    body.once("end", () => resolve(ok(new TextDecoder().decode(Buffer.concat(chunks)))));
    body.once("error", reject);
  });
}

const cleanValues = (name: string, value: unknown) => {
  if (storableText(name) !== name) throw new SyntaxError("a name holds a character that cannot be stored");
  return typeof value === "string" ? storableText(value) : value;
};

/** Far more than answers need, far less than what a recursive reader can bear. */
const deepest = 64;

const codes = { quote: 0x22, backslash: 0x5c, openList: 0x5b, openObject: 0x7b, closeList: 0x5d, closeObject: 0x7d };

/** Whether lists and objects stand in each other deeper than is read here. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === codes.quote) isText = !isText;
    else if (isText) at += code === codes.backslash ? 1 : 0;
    else if (code === codes.openList || code === codes.openObject) depth++;
    else if (code === codes.closeList || code === codes.closeObject) depth--;
    if (depth > deepest) return true;
  }
  return false;
}

/** The body as JSON, up to 1 MB and 64 levels, with texts made storable. */
export async function readJson(body: Readable): Promise<Result<unknown, "too-large" | "malformed">> {
  const text = await readText(body);
  if (!text.ok) return text;
  if (isTooDeep(text.value)) return fail("malformed");
  try {
    return ok(JSON.parse(text.value, cleanValues));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return fail("malformed");
    throw thrown;
  }
}
