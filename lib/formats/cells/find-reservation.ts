import type { Reservation } from "@/lib/generated/prisma/enums";

const names: Record<string, Reservation> = {
  training: "TRAINING",
  train: "TRAINING",
  qualification: "QUALIFICATION",
  qualify: "QUALIFICATION",
  gold: "GOLD",
  "hidden gold": "GOLD",
};

/** What an item is kept for, as a cell says; undefined where it is one to be labeled. */
export function findReservation(cell: string | undefined): { reservedFor?: Reservation } | { message: string } {
  if (cell === undefined || /^(no|none|false|0|-)$/i.test(cell)) return {};
  const reservedFor = names[cell.toLowerCase()];
  return reservedFor
    ? { reservedFor }
    : {
        message: `"${cell}" is nothing to reserve an item for: write "training", "qualification" or "gold", or nothing`,
      };
}
