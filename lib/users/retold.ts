import type { FormAction } from "@/lib/form-action";
import { readRetell } from "@/lib/users/read-language";

/** An action of a page that raters see: what it refuses is told in their language. */
export const retold =
  <T>(action: FormAction<T>): FormAction<T> =>
  async (previous, form) => {
    const result = await action(previous, form);
    if (result.ok) return result;
    const retell = await readRetell();
    const fieldErrors =
      result.fieldErrors &&
      Object.fromEntries(Object.entries(result.fieldErrors).map(([field, text]) => [field, retell(text)]));
    return { ...result, reason: retell(result.reason), fieldErrors };
  };
