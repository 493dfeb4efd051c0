"use client";

import { useEffect, useState } from "react";
import { deviceRooms } from "@/components/annotate/device-storage";
import { labelingApi } from "@/components/annotate/labeling-api";
import { tabName, whileNoTab } from "@/components/annotate/one-tab";
import { type Carried, nothingCarried, outboxCarrier } from "@/components/annotate/outbox-carrier";
import { steadyNow } from "@/components/annotate/steady-clock";
import { useWarnBeforeLeaving } from "@/components/annotate/use-warn-before-leaving";

/** How often a page looks whether something waits. */
const everyMs = 15_000;

/** Sends what waits on this device of this person while the page is open, and tells what is left. */
export function useCarrier(userId: string) {
  const [carried, setCarried] = useState<Carried>(nothingCarried);
  const [carrier] = useState(() =>
    outboxCarrier({
      now: steadyNow,
      onChange: setCarried,
      // Opened at the first use: there is no device while the page is made on the server.
      rooms: lazyRooms(userId),
      apiOf: (studyId) => labelingApi({ studyId, userId, fetchIt: (...request) => fetch(...request) }),
      whileNoTab: (studyId, work) => whileNoTab(tabName(userId, studyId), work),
    }),
  );
  useEffect(() => {
    // A browser that keeps nothing has nothing waiting.
    const carry = () => void carrier.carry().catch(() => setCarried(nothingCarried));
    const onVisibility = () => document.visibilityState === "visible" && carry();
    carry();
    const timer = setInterval(carry, everyMs);
    window.addEventListener("online", carry);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", carry);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [carrier]);
  useWarnBeforeLeaving(carried.isStuck);
  return { carrier, carried };
}

function lazyRooms(userId: string) {
  let rooms: ReturnType<typeof deviceRooms> | null = null;
  const open = () => {
    rooms ??= deviceRooms(userId);
    return rooms;
  };
  return {
    listEntries: async () => open().listEntries(),
    room: (studyId: string) => open().room(studyId),
    clear: async () => open().clear(),
  };
}
