import type { Reservation } from "@/lib/generated/prisma/enums";

/** What an item may be kept for, as a researcher reads it. */
export const reservationWords: Record<Reservation, { name: string; about: string }> = {
  TRAINING: { name: "Training", about: "Comes first; the right answer is told after each" },
  QUALIFICATION: { name: "Qualification", about: "A test that has to be passed before the work" },
  GOLD: { name: "Hidden gold", about: "Lies unannounced among the others" },
};

export const reservations = Object.keys(reservationWords) as Reservation[];
