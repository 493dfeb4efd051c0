"use client";

import { useEffect, useState } from "react";
import { noteSignedIn, type Standing, watchStanding } from "@/components/annotate/signed-in-here";

/** Whether the person that this page was made for is still the one on this device, in whichever tab that ended. */
export function useStanding(userId: string): Standing {
  const [standing, setStanding] = useState<Standing>("here");
  useEffect(() => {
    noteSignedIn(userId);
    return watchStanding(userId, setStanding);
  }, [userId]);
  return standing;
}
