import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

const box =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-sm pointer-coarse:text-base text-ink placeholder:text-muted aria-invalid:border-danger disabled:bg-sunken disabled:text-muted";

type Given = { label: ReactNode; hint?: ReactNode; error?: string; className?: string; hideLabel?: boolean };

function Frame({
  label,
  hint,
  error,
  className,
  hideLabel,
  id,
  children,
}: Given & { id: string; children: ReactNode }) {
  return (
    <div className={classNames("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-[13px] text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-[13px] text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** What a control needs to be tied to its hint and its error. */
function ties(id: string, { hint, error }: Given) {
  const by = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return { id, "aria-invalid": error ? true : undefined, "aria-describedby": by || undefined } as const;
}

export function TextField({ label, hint, error, className, hideLabel, ...props }: ComponentProps<"input"> & Given) {
  const id = useId();
  const frame = { label, hint, error, className, hideLabel };
  return (
    <Frame id={id} {...frame}>
      <input className={classNames(box, "h-10")} {...props} {...ties(id, frame)} />
    </Frame>
  );
}

export function TextArea({ label, hint, error, className, hideLabel, ...props }: ComponentProps<"textarea"> & Given) {
  const id = useId();
  const frame = { label, hint, error, className, hideLabel };
  return (
    <Frame id={id} {...frame}>
      <textarea className={classNames(box, "min-h-24 py-2")} {...props} {...ties(id, frame)} />
    </Frame>
  );
}

/** A native select: the phone's own picker, the keyboard's own type-ahead. */
export function SelectField({ label, hint, error, className, hideLabel, ...props }: ComponentProps<"select"> & Given) {
  const id = useId();
  const frame = { label, hint, error, className, hideLabel };
  return (
    <Frame id={id} {...frame}>
      <select className={classNames(box, "h-10")} {...props} {...ties(id, frame)} />
    </Frame>
  );
}

export function CheckField({ label, hint, error, className, ...props }: ComponentProps<"input"> & Given) {
  const id = useId();
  return (
    <div className={classNames("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 size-4 accent-(--accent)"
          {...props}
          {...ties(id, { label, hint, error })}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={`${id}-hint`} className="pl-6.5 text-[13px] text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="pl-6.5 text-[13px] text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
