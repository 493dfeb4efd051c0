/** Files that look like much work and hold nothing, one of each kind, as large as asked. The last one is good. */
export type BadFile = { name: string; what: string; make: (bytes: number) => Buffer };

const fill = (bytes: number, piece: string) => Buffer.alloc(bytes, piece);

/** A beginning, one piece again and again, an end. */
const around =
  (head: string, piece: string, tail = "") =>
  (bytes: number) => {
    const [first, last] = [Buffer.from(head), Buffer.from(tail)];
    return Buffer.concat([first, fill(bytes - first.length - last.length, piece), last]);
  };

function good(bytes: number): Buffer {
  const rows: string[] = [];
  for (let n = 0, length = 0; length < bytes; n++) {
    const row = JSON.stringify({
      id: `o${n}`,
      prompt: `What should patient ${n % 500} do?`,
      model: `model-${n % 4}`,
      persona: `nurse ${n % 3}`,
      response: `Reply ${n}. ${"Rest, drink water and wait for a day. ".repeat(20)}`,
    });
    rows.push(row);
    length += row.length + 1;
  }
  return Buffer.from(`${rows.join("\n")}\n`);
}

const nested = JSON.stringify({ prompt: "a", response: "b" });

export const badFiles: readonly BadFile[] = [
  { name: "commas.csv", what: "commas in one line", make: (bytes) => fill(bytes, ",") },
  { name: "newlines.jsonl", what: "newlines alone", make: (bytes) => fill(bytes, "\n") },
  { name: "few-cells.csv", what: "rows with too few cells", make: around("prompt,response,model\n", "a\n") },
  { name: "many-cells.csv", what: "rows with too many cells", make: around("prompt,response\n", "a,b,c,d,e\n") },
  { name: "deep.json", what: "[ without end", make: (bytes) => fill(bytes, "[") },
  { name: "deep-lines.jsonl", what: "a line of { without end", make: (bytes) => fill(bytes, '{"a":') },
  {
    name: "returns.csv",
    what: "lines that end in CR alone",
    make: around("prompt,response\r", `a,${"b ".repeat(400)}\r`),
  },
  { name: "one-return.csv", what: "one line that ends in CR alone", make: (bytes) => around("", "a,", "\r")(bytes) },
  { name: "one-line.csv", what: "one line without an end", make: around("prompt,response\n", "a b ") },
  { name: "open-quote.csv", what: "a wide cell never closed", make: around('prompt,response\n"', "a, b\n") },
  { name: "quotes.csv", what: "quotes alone", make: (bytes) => fill(bytes, '"') },
  { name: "wide-header.csv", what: "a header of short names", make: (bytes) => fill(bytes, "ab,") },
  { name: "empty-rows.csv", what: "rows of empty cells", make: around("prompt,response\n", ",\n") },
  { name: "no-json.jsonl", what: "lines that are no JSON", make: (bytes) => fill(bytes, "{nothing\n") },
  { name: "empty.jsonl", what: "rows without fields", make: (bytes) => fill(bytes, "{}\n") },
  { name: "empty-lists.json", what: "a list of empty lists", make: around("[[]", ",[]", "]") },
  { name: "backslashes.json", what: "a string of escapes", make: around('[{"prompt":"', "\\\\", '"}]') },
  { name: "digits.json", what: "one number", make: around('[{"prompt":1', "1", "}]") },
  { name: "wide-object.json", what: "one object of one name again and again", make: around('[{"a":1', ',"a":1', "}]") },
  { name: "short-rows.csv", what: "millions of rows", make: around("prompt,response\n", "a,b\n") },
  { name: "same.jsonl", what: "one row again and again", make: (bytes) => fill(bytes, `${nested}\n`) },
  { name: "zeros.bin", what: "zero bytes", make: (bytes) => Buffer.alloc(bytes) },
  { name: "good.jsonl", what: "a good file", make: good },
];
