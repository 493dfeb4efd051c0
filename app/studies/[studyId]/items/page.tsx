import type { Metadata } from "next";
import { ItemFilters } from "@/components/items/item-filters";
import { ItemTable } from "@/components/items/item-table";
import { ReserveDialog } from "@/components/items/reserve-dialog";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { countOf } from "@/lib/format-number";
import { listConditions, listExcerpts, listItems } from "@/lib/items/queries";
import { itemFilterSchema, itemsPerPage } from "@/lib/items/schema";
import { requireAccess } from "@/lib/studies/access";
import { can } from "@/lib/studies/permissions";

export const metadata: Metadata = { title: "Items" };

export default async function ItemsPage({ params, searchParams }: PageProps<"/studies/[studyId]/items">) {
  const { studyId } = await params;
  const access = await requireAccess(studyId, "view");
  const filter = itemFilterSchema.parse(await searchParams);
  const [{ labelsPerItem, total, items }, conditions] = await Promise.all([
    listItems(access, filter),
    listConditions(access),
  ]);
  const excerpts = await listExcerpts(
    access,
    items.flatMap(({ id, task }) => (task.prompt === "" ? [id] : [])),
  );
  const here = `/studies/${studyId}/items`;
  const href = (page: number) => `${here}?${new URLSearchParams({ ...filter, page: String(page) })}`;
  const mayDesign = can(access.role, "design");
  const importLink = mayDesign && (
    <ButtonLink tone="primary" href={`/studies/${studyId}/import`}>
      Import
    </ButtonLink>
  );
  const actions = mayDesign && (
    <>
      {total > 0 && <ReserveDialog studyId={studyId} names={[]} initial="TRAINING" label="Reserve items" />}
      {importLink}
    </>
  );
  const isFiltered = filter.q !== "" || filter.labels !== "all" || filter.condition !== "";
  return (
    <>
      <PageHeader
        title="Items"
        lead="What raters see, one line each, in the order of the file it came from."
        actions={actions}
      />
      {(total > 0 || isFiltered) && <ItemFilters action={here} filter={filter} conditions={conditions} />}
      {total === 0 ? (
        <Empty
          title={isFiltered ? "No item matches" : "Nothing is loaded yet"}
          action={isFiltered ? undefined : importLink}
        >
          {isFiltered
            ? "Change the words or the filters above."
            : "Model outputs come in as JSONL or CSV, or in the layout of a published benchmark."}
        </Empty>
      ) : (
        <>
          <p className="mb-3 text-sm text-muted tabular-nums">{countOf(total, "item")}</p>
          <ItemTable
            studyId={studyId}
            items={items.map(({ task, condition, ...item }) => ({
              ...item,
              words: task.prompt || (excerpts.get(item.id) ?? ""),
              condition: condition?.signature ?? null,
              wanted: labelsPerItem,
            }))}
          />
          <Pager page={filter.page} pages={Math.ceil(total / itemsPerPage)} href={href} />
        </>
      )}
    </>
  );
}
