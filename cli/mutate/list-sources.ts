import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files of code, and none of tests or of what only tests use. */
const isSource = (path: string) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$|(?:^|\/)testing\//.test(path);

/** The file that is named, or all files of code in the folder that is. */
export function listSources(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const entries = readdirSync(join(root, path), { recursive: true, encoding: "utf8" });
  return entries
    .map((entry) => join(path, entry).replaceAll("\\", "/"))
    .filter(isSource)
    .sort();
}
