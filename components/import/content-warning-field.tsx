import { Section } from "@/components/ui/page-header";

type ContentWarningFieldProps = { value: string; onChange: (value: string) => void };

/** Asked where the format is known for upsetting texts and the study warns of none. */
export function ContentWarningField({ value, onChange }: ContentWarningFieldProps) {
  return (
    <Section
      title="Content warning"
      lead="Files of this format hold texts that may upset. Everybody who labels reads this before the first item; empty for no warning. It can be changed in the settings."
    >
      <textarea
        aria-label="Content warning"
        value={value}
        maxLength={500}
        rows={3}
        onChange={(event) => onChange(event.target.value)}
        className="w-full max-w-2xl rounded-md border border-line-strong bg-surface px-3 py-2 text-sm"
      />
    </Section>
  );
}
