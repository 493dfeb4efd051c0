"use client";

import { useEffect } from "react";
import { deviceRooms } from "@/components/annotate/device-storage";

const mark = "grata-withdrawing";

/** Before a person asks to withdraw: afterwards nobody may be signed in who could be asked whose labels these are. */
export function markWithdrawing(userId: string, studyId: string) {
  try {
    sessionStorage.setItem(mark, JSON.stringify([userId, studyId]));
  } catch {
    // A browser without storage kept no labels either.
  }
}

async function forget() {
  const [userId, studyId]: unknown[] = JSON.parse(sessionStorage.getItem(mark) ?? "[]");
  sessionStorage.removeItem(mark);
  if (typeof userId === "string" && typeof studyId === "string") await deviceRooms(userId).room(studyId).clear();
}

/** On the page that follows a withdrawal: what the person had on this device for that study goes too. */
export function ForgetWithdrawn() {
  useEffect(() => {
    // Without storage there is nothing to forget.
    forget().catch(() => undefined);
  }, []);
  return null;
}
