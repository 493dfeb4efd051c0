import { FirstLines } from "@/components/import/first-lines";
import { Table, Td } from "@/components/ui/table";
import type { ImportRecord } from "@/lib/formats/contract/records";
import type { SampleRow } from "@/lib/imports/contract";

/** One line of words about a record. */
function inWords(record: ImportRecord): { kind: string; what: string; more: string[] } {
  switch (record.kind) {
    case "item": {
      const levels = { ...record.factors, ...record.parts[0]?.output?.factors };
      const parts = record.parts.map((part) => part.label ?? part.output?.text ?? "").filter(Boolean);
      return {
        kind: "item",
        what: record.task.prompt || record.externalId,
        more: [...Object.values(levels), ...parts],
      };
    }
    case "label":
      return {
        kind: record.raterKind === "HUMAN" ? "label" : "judge label",
        what: `${record.item}, ${record.question}`,
        more: [
          `${record.rater}: ${record.state === "GIVEN" ? record.value : record.state.toLowerCase().replace("_", " ")}`,
        ],
      };
    case "persona":
      return { kind: "persona", what: record.name, more: [record.text] };
    default:
      return { kind: record.kind, what: "name" in record ? String(record.name) : "", more: [] };
  }
}

/** The first records as they will be stored. */
export function SampleRows({ sample }: { sample: readonly SampleRow[] }) {
  if (sample.length === 0) return null;
  return (
    <Table columns={[{ name: "Line", numeric: true }, "Read as", "What", "With"]}>
      <tbody>
        {sample.slice(0, 12).map(({ file, line, record }, place) => {
          const { kind, what, more } = inWords(record);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sample is replaced whole, and one line may hold several records
            <tr key={`${file} ${line} ${place}`}>
              <Td numeric>{line}</Td>
              <Td>{kind}</Td>
              <Td className="max-w-96">
                <span className="line-clamp-2">{what}</span>
              </Td>
              <Td className="max-w-96 text-muted">
                <FirstLines lines={more} />
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
