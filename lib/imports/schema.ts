import { z } from "zod";
import { mappingSchema } from "@/lib/formats/contract/mapping";
import { readableKeys } from "@/lib/formats/formats";
import { tryParseJson } from "@/lib/text/rows/parse-json";

const longestMapping = 65_536;

/** JSON in a query parameter or an option, checked by the schema of mappings. */
const mappingText = z
  .string()
  .max(longestMapping, "The mapping is too long")
  .transform((text, context) => {
    const { value, error } = tryParseJson(text);
    if (error !== undefined) context.addIssue({ code: "custom", message: `The mapping ${error}` });
    return value;
  })
  .pipe(mappingSchema);

/** The name of the file, without folders: it is shown, and some formats put the judge or the track into it. */
const fileName = z
  .string()
  .transform((name) => name.replace(/^.*[/\\]/, "").trim())
  .pipe(
    z
      .string()
      .min(1, "Say what the file is called")
      .max(255, "The file's name is too long")
      .regex(/^\P{Cc}*$/u, "The file's name holds control characters"),
  );

/** What a preview is asked. */
export const previewQuery = z.object({
  fileName,
  size: z.coerce.number().int().min(0).optional(),
  format: z.enum(readableKeys, "There is no such format").optional(),
  mapping: mappingText.optional(),
});

/** What an upload is asked: the same, and the id under which it is to be watched. */
export const uploadQuery = previewQuery.extend({ id: z.uuid().optional() });

export const importId = z.uuid();

/** What a commit may be asked beside the import. */
export const commitQuery = z.object({
  contentWarning: z.string().trim().max(500, "At most 500 characters").optional(),
});
