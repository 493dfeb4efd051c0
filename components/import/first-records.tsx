import { SampleRows } from "@/components/import/sample-rows";
import { ShownItems } from "@/components/import/shown-items";
import { Section } from "@/components/ui/page-header";
import type { Preview } from "@/lib/imports/contract";

/** What comes of the first records: items as raters will see them, anything else in a line of words. */
export function FirstRecords({ sample, shownItems }: Pick<Preview, "sample" | "shownItems">) {
  const rest = shownItems.length > 0 ? sample.filter(({ record }) => record.kind !== "item") : sample;
  return (
    <>
      {shownItems.length > 0 && (
        <Section
          title="As a rater will see it"
          lead="The first items. Sides and candidates stand in the order of the file here; each rater gets them in an order of their own."
        >
          <ShownItems items={shownItems} />
        </Section>
      )}
      {rest.length > 0 && (
        <Section title="First records" lead="As they will be stored.">
          <SampleRows sample={rest} />
        </Section>
      )}
    </>
  );
}
