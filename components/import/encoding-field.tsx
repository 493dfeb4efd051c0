import { SelectField } from "@/components/ui/field";
import type { MappingInput } from "@/lib/formats/contract/mapping";
import { type EncodingGuess, encodingLabels, encodings } from "@/lib/text/bytes/encodings";

type EncodingFieldProps = {
  guess: EncodingGuess | null;
  chosen: MappingInput["encoding"];
  /** Somebody has to say it, even where there is no guess. */
  isAsked?: boolean;
  onChoose: (encoding: MappingInput["encoding"]) => void;
};

/** Asked only of a file that is not UTF-8: a wrong letter would be a change that nobody made. */
export function EncodingField({ guess, chosen, isAsked = false, onChoose }: EncodingFieldProps) {
  if (!guess && !chosen && !isAsked) return null;
  const likely = guess && `Probably ${encodingLabels[guess.encoding]}`;
  const words = guess && guess.words.length > 0 ? `, if these words are right: ${guess.words.join(", ")}` : "";
  return (
    <SelectField
      label="Written in"
      hint={likely ? `${likely}${words}.` : undefined}
      value={chosen ?? ""}
      onChange={(event) => onChoose(encodings.find((encoding) => encoding === event.target.value))}
    >
      <option value="">UTF-8</option>
      {encodings.map((encoding) => (
        <option key={encoding} value={encoding}>
          {encodingLabels[encoding]}
        </option>
      ))}
    </SelectField>
  );
}
