"use client";

import { useTheme } from "next-themes";
import { useId } from "react";
import { type OwnLook, type TextSize, textSizes } from "@/components/annotate/use-own-look";
import { Dialog } from "@/components/ui/dialog";
import { CheckField } from "@/components/ui/field";

const sizeWords: Record<TextSize, string> = { usual: "Usual", large: "Large", largest: "Largest" };
const themes = [
  { value: "system", label: "Like the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

type RadiosProps = {
  legend: string;
  options: readonly { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
};

function Radios({ legend, options, value, onChange }: RadiosProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-6">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-11 items-center gap-2.5 text-sm">
            <input
              type="radio"
              className="size-4 accent-(--accent)"
              name={name}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type LookDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  look: OwnLook;
  onChange: (change: Partial<OwnLook>) => void;
};

/** How a person wishes to label. Nothing of it changes what is asked or stored. */
export function LookDialog({ isOpen, onClose, look, onChange }: LookDialogProps) {
  const { theme = "system", setTheme } = useTheme();
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="How you label"
      description="Kept for you on this device. It changes nothing of what is asked or stored."
    >
      <div className="flex flex-col gap-4">
        <Radios
          legend="Size of the texts"
          options={textSizes.map((value) => ({ value, label: sizeWords[value] }))}
          value={look.size}
          onChange={(value) => onChange({ size: textSizes.find((size) => size === value) ?? "usual" })}
        />
        <Radios legend="Theme" options={themes} value={theme} onChange={setTheme} />
        <CheckField
          label="Descriptions of answers in one line"
          hint="Once you know them. The answer with the focus shows all of it."
          checked={look.isCompact}
          onChange={({ target }) => onChange({ isCompact: target.checked })}
        />
        <CheckField
          label="Submit with the last answer that is required"
          hint="The next item comes at once. Z brings the last one back."
          checked={look.submitsLast}
          onChange={({ target }) => onChange({ submitsLast: target.checked })}
        />
        <CheckField
          label="Remind me of a break"
          hint="After 45 minutes of labeling without one."
          checked={look.remindsOfBreaks}
          onChange={({ target }) => onChange({ remindsOfBreaks: target.checked })}
        />
      </div>
    </Dialog>
  );
}
