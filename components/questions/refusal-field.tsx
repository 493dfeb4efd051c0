import { CheckField } from "@/components/ui/field";

/** Whether a question offers a refusal, for kinds that may. */
export const RefusalField = ({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) => (
  <CheckField
    label="Offers “Refusal”, a label of its own beside the answers"
    checked={isOn}
    onChange={({ target }) => onChange(target.checked)}
  />
);
