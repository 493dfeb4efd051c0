import { type LeftOut, nothingLeftOut } from "@/lib/counting/headline";
import { describeExport, type MakeFiles, manifestPath, writeManifest } from "@/lib/formats/contract/export-file";
import type { ExportedItem, ExportedStudy, StudyReader } from "@/lib/formats/contract/exported-study";
import {
  decidePair,
  type PairDecision,
  pathOf,
  personaOf,
  placeOf,
  tiers,
  tracks,
  undecidedReasons,
  writeAnnotation,
  writePair,
  writePersona,
} from "@/lib/formats/parts/write-personafeedback";
import { addLeftOut, type CountedQuestion } from "@/lib/formats/values/count-votes";
import { requireQuestion } from "@/lib/formats/values/require-question";
import { textBatches } from "@/lib/text/bytes/byte-batches";
import { openSpool, type Spool } from "@/lib/text/bytes/spool";

type Reading = {
  reader: StudyReader;
  study: ExportedStudy;
  counted: CountedQuestion;
  compat: boolean;
  /** Line of each persona in its file. */
  lines: Map<string, number>;
  counts: ReturnType<typeof startCounts>;
  leftOut: LeftOut;
};

const about = [
  "persona/all_personas.jsonl: one persona a line; the line's number, counted from 1, is the user_id.",
  "data/TRACK/TIER.jsonl: one decided pair a line. Chosen is the most frequent answer of people, if it is one reply alone; pairs without a row stand in annotations.jsonl with the reason.",
  "A pair without a tier stands under medium, one without a track under general.",
  "annotations.jsonl: one pair a line, decided or not: votes by part key (1 and 2 in the order of the file loaded), the share of pairs of votes that agree, and for every vote the order in which that person was shown the replies.",
];

async function* writePersonas({ reader, lines }: Reading) {
  for await (const persona of reader.personas()) {
    lines.set(persona.externalId, lines.size + 1);
    yield writePersona(persona);
  }
}

const startCounts = () => ({
  personas: 0,
  items: 0,
  rows: 0,
  rowsByFile: {} as Record<string, number>,
  itemsLeftOut: Object.fromEntries(undecidedReasons.map((reason) => [reason, 0])),
  itemsWithoutTier: 0,
  itemsWithoutTrack: 0,
});

function count(counts: Reading["counts"], { record }: ExportedItem, { reason }: PairDecision, file: string) {
  const { isTierGiven, isTrackGiven } = placeOf(record);
  counts.items++;
  if (!isTierGiven) counts.itemsWithoutTier++;
  if (!isTrackGiven) counts.itemsWithoutTrack++;
  if (reason !== null) counts.itemsLeftOut[reason] = (counts.itemsLeftOut[reason] ?? 0) + 1;
  else counts.rows++;
  if (reason === null) counts.rowsByFile[file] = (counts.rowsByFile[file] ?? 0) + 1;
}

/**
 * The sidecar, and on the way the rows of the six data files: they are kept in a spool until their turn comes, so that
 * the study is read once.
 */
async function* writeAnnotations(reading: Reading, spool: Spool) {
  for await (const items of reading.reader.items()) {
    const rows: { file: string; text: string }[] = [];
    yield* textBatches(items, (item) => {
      const { row, annotation } = writeItem(reading, item);
      if (row) rows.push(row);
      return annotation;
    });
    for (const { file, text } of rows) await spool.append(file, text);
  }
}

/** The row of a pair where it is decided, and its annotation. */
function writeItem(reading: Reading, item: ExportedItem) {
  const { study, counted, counts, lines } = reading;
  const { record } = item;
  const { track, tier } = placeOf(record);
  const file = pathOf(track, tier, reading);
  const decision = decidePair(item, counted, study.rule);
  count(counts, item, decision, file);
  addLeftOut(reading.leftOut, decision.votes.leftOut);
  if (decision.reason !== null) return { row: null, annotation: writeAnnotation(record, decision, null) };
  const userId = lines.get(personaOf(record) ?? "") ?? 0;
  const place = { file, line: counts.rowsByFile[file] ?? 0 };
  return {
    row: { file, text: writePair(record, decision.chosen, userId, reading) },
    annotation: writeAnnotation(record, decision, place),
  };
}

const toManifest = ({ study, counted, compat, counts, leftOut, lines }: Reading) => ({
  ...describeExport(study, {
    format: compat ? "X1 PersonaFeedback" : "X1 PersonaFeedback (specific, rejected)",
    about,
    leftOut,
    counts: { ...counts, personas: lines.size },
  }),
  question: counted.question.key,
});

/** X1: the PersonaFeedback layout, with a sidecar that says what each row was decided by. */
export const personaFeedbackFiles: MakeFiles = async function* (reader, { compat, question: key, version }) {
  const study = await reader.study(version);
  const counted = requireQuestion(study, key, "sides");
  const [counts, leftOut] = [startCounts(), nothingLeftOut()];
  const reading: Reading = { reader, study, counted, compat, lines: new Map(), counts, leftOut };
  const spool = await openSpool();
  try {
    yield { path: "persona/all_personas.jsonl", chunks: writePersonas(reading) };
    yield { path: "annotations.jsonl", chunks: writeAnnotations(reading, spool) };
    for (const track of tracks)
      for (const tier of tiers) {
        const path = pathOf(track, tier, reading);
        yield { path, chunks: spool.read(path) };
      }
    yield { path: manifestPath, chunks: writeManifest(() => toManifest(reading)) };
  } finally {
    await spool.close();
  }
};
