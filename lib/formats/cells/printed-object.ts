import { isJsonObject } from "@/lib/text/rows/parse-json";

/*
 * Objects that a program printed where their text was wanted.
 */

const longestSeen = 400;

/** `ChatCompletion(id='c1', ...)`, `[TextBlock(text='...')]`: an object of a library, as Python prints it. */
const pythonObject = /^\[?[A-Z]\w*(?:Completion|Message|Response|Result|Output|Block|Chunk|Choice|Generation)\(\w+=/;
/** The same of LangChain, whose messages leave out their name. */
const bareMessage = /^content=(['"])[\s\S]*\b(?:additional_kwargs|response_metadata|usage_metadata)=/;

/** Why a text is an object that was printed, and what to do; null for any other text. */
export function explainPrinted(text: string): string | null {
  const bare = text.trim();
  const start = bare.slice(0, longestSeen);
  if (/^\[object \w+\]$/.test(start)) return "JavaScript wrote an object here without what is in it: write its text";
  if (/^<[\w.]+ object at 0x[0-9a-f]+>$/i.test(start))
    return "Python wrote an object here without what is in it: write its text";
  const isPrinted = (pythonObject.test(start) && /\)\]?$/.test(bare)) || bareMessage.test(bare);
  return isPrinted
    ? "this is how Python prints an object of a library, not its text: write the text alone (such as response.choices[0].message.content)"
    : null;
}

const telling = ["model", "model_name", "model_id", "modelVersion", "response_metadata", "usage", "finish_reason"];

/** Whether an object, or the one object of a list, says which model it is from. */
export function tellsItsModel(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 1 && tellsItsModel(value[0]);
  return isJsonObject(value) && telling.some((key) => key in value);
}
