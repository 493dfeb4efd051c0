import Negotiator from "negotiator";
import { isLanguage, type Language, languageKeys } from "@/lib/languages/languages";

/** What was chosen in this browser, or brought along by whoever signed in, comes before what the browser asks for by itself. */
export function chooseLanguage(chosen: string | undefined, accepted: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  // The reader of the header takes none and "*" for the first of all.
  const [best] = new Negotiator({ headers: { "accept-language": accepted ?? "*" } }).languages([...languageKeys]);
  return isLanguage(best) ? best : "en";
}
