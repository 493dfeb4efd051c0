"use client";

import { useEffect, useState } from "react";
import { countAllWaiting } from "@/components/annotate/device-storage";
import { useSay } from "@/components/language/speak";

/** Where nobody is signed in: that labels wait on this device, and what sends them. */
export function WaitingHere() {
  const say = useSay();
  const [count, setCount] = useState(0);
  useEffect(() => {
    // A browser that keeps nothing has nothing waiting.
    countAllWaiting().then(setCount, () => undefined);
  }, []);
  if (count === 0) return null;
  return (
    <p role="status" className="mb-6 rounded-md bg-accent-soft px-4 py-3 text-sm">
      {say(
        "{count, plural, one {# label waits on this device. It is sent once its person signs in.} other {# labels wait on this device. They are sent once their person signs in.}}",
        { count },
      )}
    </p>
  );
}
