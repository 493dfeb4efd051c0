import { type ExportFile, manifestPath } from "@/lib/formats/contract/export-file";

/** What an export says about itself, once its files have been read. */
export type KeptManifest = { inWords: string; counts: Record<string, unknown> } & Record<string, unknown>;

async function* keepText(chunks: AsyncIterable<string>, keep: (text: string) => void) {
  let text = "";
  for await (const chunk of chunks) {
    text += chunk;
    yield chunk;
  }
  keep(text);
}

/** Passes the files on, and what stands in the manifest to `keep` when that is read. */
export async function* keepManifest(
  files: AsyncIterable<ExportFile>,
  keep: (manifest: KeptManifest) => void,
): AsyncGenerator<ExportFile> {
  for await (const file of files) {
    if (file.path !== manifestPath) yield file;
    else yield { ...file, chunks: keepText(file.chunks, (text) => keep(JSON.parse(text))) };
  }
}
