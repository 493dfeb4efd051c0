"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import type { FormAction } from "@/lib/form-action";
import type { Result } from "@/lib/result";

type Options<T> = {
  /** What happens next in the browser. Without it the form works before scripts have loaded. */
  onOk?: (value: T) => void;
};

/**
 * A form and its action: `form` goes onto the form element, `errors` to the fields, `problem` above the button. What was
 * typed stays when the action refuses (React empties forms that it submits itself), and focus goes to the first wrong
 * field.
 */
export function useFormAction<T>(action: FormAction<T>, { onOk }: Options<T> = {}) {
  const ref = useRef<HTMLFormElement>(null);
  const acting: FormAction<T> = onOk
    ? async (previous, form) => {
        const result = await action(previous, form);
        if (result.ok) onOk(result.value);
        return result;
      }
    : action;
  const [result, submit, isPending] = useActionState<Result<T> | null, FormData>(acting, null);

  useEffect(() => {
    if (result && !result.ok) ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [result]);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => submit(form));
  };

  const refused = result && !result.ok ? result : null;
  return {
    form: { ref, action: submit, onSubmit, noValidate: true },
    isPending,
    result,
    errors: refused?.fieldErrors ?? {},
    problem: refused && !refused.fieldErrors ? refused.reason : null,
  };
}
