/** Files that only show in a browser, with the test that opens them there. */
export const shownElsewhere: Readonly<Record<string, string>> = {};

const ofFormats = ["siblings/s32-link-punctuation.txt"];

const ofBytes = [
  "ag03c-python-nan.jsonl",
  "ag10-decimal-comma.csv",
  "ag16-excel-trailing.csv",
  "ag16b-trailing-columns.csv",
  "ag16c-trailing-rows.csv",
  "ag17-sep-line.csv",
  "ag18-cp1252.csv",
  "ag19-unicode-text.txt",
  "ag24-cr-only.csv",
  "ag25-bom-crlf-quoted.csv",
  "ag26-dates.csv",
  "ag31-title-row.csv",
  "ex-items.jsonl",
  "ex-labels.csv",
  "im29-nan.json",
  "im30-pandas-index.csv",
  "im34-items.jsonl.gz",
  "im35-backslash-quotes.csv",
  "im36-space-quote.csv",
  "im38-pipe.csv",
  "im39-human-headers.csv",
  "it-items.jsonl",
  "it-long.jsonl",
  "it-nul.jsonl",
  "la01-human.csv",
  "la02-sep.csv",
  "la03-excel-tail.csv",
  "la04-title-row.csv",
  "la05-cp1252.csv",
  "la06-utf16.txt",
  "la07-bom.csv",
  "pq-brotli.parquet",
  "pq-gzip.parquet",
  "pq-hf-dpo.parquet",
  "pq-lz4_raw.parquet",
  "pq-types.parquet",
  "pq-uncompressed.parquet",
  "pq-zstd.parquet",
  "siblings/s22-blank-rows.csv",
  "siblings/s24-nan.json",
  "siblings/s26-long-first.jsonl",
  "siblings/s27-utf16be.csv",
  "xl-labels.xlsx",
];

/** Files without a check as yet. Empty when all are there. */
export const withoutCheck: readonly string[] = [...ofFormats, ...ofBytes];
