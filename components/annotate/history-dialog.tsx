"use client";

import { useEffect, useState } from "react";
import type { EarlierList } from "@/components/annotate/earlier-items";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { formatLately } from "@/lib/format-moment";

const atATime = 20;

const troubles: Record<Exclude<EarlierList["missing"], null>, string> = {
  none: "",
  gone: "They cannot be shown to you any more.",
  unreached: "Older ones cannot be fetched: the server is not reached.",
  failing: "Older ones cannot be fetched: the server has a fault. Look again in a minute.",
  "signed-out": "Older ones are shown once you are signed in again.",
};

type ListProps = { list: EarlierList; onOpen: (depth: number) => void; onMore: () => void };

function List({ list: { items, hasMore, missing }, onOpen, onMore }: ListProps) {
  return (
    <>
      {items.length === 0 && missing === null && <p className="text-sm text-muted">You have labeled no item yet.</p>}
      <ol className="flex flex-col border-y empty:hidden">
        {items.map(({ assignmentId, excerpt, at, answers }, place) => (
          <li key={assignmentId} className="border-t first:border-t-0">
            <button
              type="button"
              className="flex min-h-11 w-full flex-col gap-0.5 py-2 text-left text-sm hover:bg-sunken focus-visible:-outline-offset-2"
              onClick={() => onOpen(place + 1)}
            >
              <span className="line-clamp-2 [overflow-wrap:anywhere]">{excerpt || "An item without a prompt"}</span>
              <span className="text-[13px] text-muted">
                {[at && formatLately(new Date(at), new Date()), ...answers].filter(Boolean).join(" · ")}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {missing && missing !== "none" && (
        <p role="status" className="mt-3 text-sm text-muted">
          {troubles[missing]}
        </p>
      )}
      {hasMore && (
        <Button className="mt-4" onClick={onMore}>
          Show older ones
        </Button>
      )}
    </>
  );
}

type HistoryDialogProps = {
  isOpen: boolean;
  onClose: () => void;
  fetchList: (count: number) => Promise<EarlierList>;
  /** So many items back; 1 is the last. */
  onOpen: (depth: number) => void;
};

/** What this person has labeled, newest first: each leads to its item, where it can be corrected. */
export function HistoryDialog({ isOpen, onClose, fetchList, onOpen }: HistoryDialogProps) {
  const [list, setList] = useState<EarlierList | null>(null);
  const [count, setCount] = useState(atATime);
  useEffect(() => {
    if (!isOpen) return setList(null);
    let isWanted = true;
    void fetchList(count).then((found) => isWanted && setList(found));
    return () => {
      isWanted = false;
    };
  }, [isOpen, count, fetchList]);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="What you have labeled"
      description="Choose an item to look at it again or to correct it."
      side
    >
      {list ? (
        <List list={list} onOpen={onOpen} onMore={() => setCount(count + atATime)} />
      ) : (
        <p role="status" className="text-sm text-muted">
          Fetching what you have labeled
        </p>
      )}
    </Dialog>
  );
}
