/** The places of a text that are one thing in Python's way of writing values. */
const token =
  /\s*(?:('(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(None|True|False|nan)|([[\]{}(),:]))/y;

type Token = { kind: "value"; value: unknown } | { kind: "sign"; sign: string };

const words: Record<string, unknown> = { None: null, True: true, False: false, nan: null };
const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", "0": "\0", "\n": "" };

const readString = (quoted: string) =>
  quoted
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
      (_, x, u, long, other: string) => {
        const code = x ?? u ?? long;
        if (code !== undefined) return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)));
        return escapes[other] ?? other;
      },
    );

function readTokens(text: string): Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const found = token.exec(text);
    if (!found) return null;
    const [, quoted, number, word, sign] = found;
    if (sign !== undefined) tokens.push({ kind: "sign", sign });
    else if (quoted !== undefined) tokens.push({ kind: "value", value: readString(quoted) });
    else tokens.push({ kind: "value", value: number === undefined ? words[word ?? ""] : Number(number) });
  }
  return tokens;
}

const closing: Record<string, string> = { "[": "]", "(": ")", "{": "}" };
const deepest = 50;

class Reader {
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  isAt(sign: string) {
    const next = this.tokens[this.at];
    return next?.kind === "sign" && next.sign === sign;
  }

  private take(sign: string) {
    if (!this.isAt(sign)) throw new SyntaxError(`expected ${sign}`);
    this.at++;
  }

  get isDone() {
    return this.at === this.tokens.length;
  }

  value(depth = 0): unknown {
    const next = this.tokens[this.at++];
    if (!next || depth > deepest) throw new SyntaxError("ends early or is nested too deeply");
    if (next.kind === "value") return next.value;
    const close = closing[next.sign];
    if (close === undefined) throw new SyntaxError(`${next.sign} is out of place`);
    const entries: [unknown, unknown][] = [];
    while (!this.isAt(close)) {
      const key = this.value(depth + 1);
      if (next.sign === "{") this.take(":");
      entries.push([key, next.sign === "{" ? this.value(depth + 1) : null]);
      if (!this.isAt(close)) this.take(",");
    }
    this.take(close);
    if (next.sign !== "{") return entries.map(([entry]) => entry);
    return Object.fromEntries(
      entries.map(([key, value]) => [String(key), value]).filter(([key]) => key !== "__proto__"),
    );
  }
}

/** A list or dictionary as Python prints it (`[{'role': 'user'}]`), which is what pandas writes into CSV; undefined where it is none. */
export function parsePython(text: string): unknown {
  const tokens = readTokens(text);
  if (!tokens) return undefined;
  const reader = new Reader(tokens);
  try {
    const value = reader.value();
    return reader.isDone ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
