import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ConditionLevels } from "@/components/items/condition-levels";
import { ItemGold } from "@/components/items/item-gold";
import { ItemLabels } from "@/components/items/item-labels";
import { ItemSkips } from "@/components/items/item-skips";
import { ItemTexts } from "@/components/items/item-texts";
import { ReserveDialog } from "@/components/items/reserve-dialog";
import { PageHeader } from "@/components/ui/page-header";
import { reservationWords } from "@/lib/gold/reservation-words";
import { partNames } from "@/lib/items/part-names";
import { findItem, listQuestions } from "@/lib/items/queries";
import { requireAccess } from "@/lib/studies/access";
import { can } from "@/lib/studies/permissions";

export const metadata: Metadata = { title: "Item" };

export default async function ItemPage({ params }: PageProps<"/studies/[studyId]/items/[itemId]">) {
  const { studyId, itemId } = await params;
  const access = await requireAccess(studyId, "view");
  const item = z.uuid().safeParse(itemId).success ? await findItem(access, itemId) : null;
  if (!item) notFound();
  const questions = await listQuestions(access);
  const kept = item.reservedFor && `kept for ${reservationWords[item.reservedFor].name.toLowerCase()}`;
  const facts = [item.track, item.tier, kept, !item.isServable && "labels only, never shown to raters"].filter(Boolean);
  const lead = (item.condition || facts.length > 0) && (
    <>
      {item.condition && <ConditionLevels signature={item.condition.signature} />}
      {facts.join(", ")}
    </>
  );
  return (
    <>
      <PageHeader
        title={item.externalId}
        lead={lead}
        actions={
          can(access.role, "design") &&
          item.isServable && (
            <ReserveDialog
              studyId={studyId}
              names={[item.externalId]}
              initial={item.reservedFor ?? ""}
              label="What it is for"
            />
          )
        }
      />
      <div className="grid grid-cols-1 gap-12 xl:grid-cols-2">
        <ItemTexts item={item} />
        <section className="min-w-0">
          <ItemGold item={item} questions={[...questions.values()].flat()} />
          <h2 className="mb-2 text-sm font-medium text-muted">Labels</h2>
          {item.judgments.length > 0 ? (
            <ItemLabels judgments={item.judgments} questions={questions} names={partNames(item.parts)} />
          ) : (
            <p className="text-sm text-muted">No labels yet.</p>
          )}
          {item.assignments.length > 0 && (
            <>
              <h2 className="mt-8 mb-2 text-sm font-medium text-muted">Skips</h2>
              <ItemSkips skips={item.assignments} />
            </>
          )}
        </section>
      </div>
    </>
  );
}
