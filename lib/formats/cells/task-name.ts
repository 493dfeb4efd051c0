import { contentId } from "@/lib/formats/cells/content-id";

/** The nulls are places of what earlier versions named tasks by beside the prompt: prompts keep the names they have. */
const others = [null, null, null, null, null];

/**
 * The name of a task that its file does not name: its prompt's, whatever else the rows say, for items of one prompt hang
 * together. An item without a prompt has a task of its own.
 */
export const taskName = (prompt: string, item: string): string =>
  prompt === "" ? contentId("task", ["", item]) : contentId("task", [prompt, ...others]);
