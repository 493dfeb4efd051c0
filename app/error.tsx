"use client";

import { useEffect, useState } from "react";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { explainFailure } from "@/components/ui/explain-failure";

/** What was not foreseen. Labels are safe: they wait in the browser until the server has acknowledged them. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const say = useSay();
  const [why, setWhy] = useState<string | null>(null);
  useEffect(() => void explainFailure().then(setWhy), []);
  return (
    <main id="main" className="mx-auto w-full max-w-md px-4 py-16">
      <h1 className="text-2xl font-semibold">{say("This page could not be shown")}</h1>
      <p className="mt-2 text-muted">
        <span role="status">{say(why ?? "Asking the server what failed.")}</span>{" "}
        {error.digest
          ? say(
              "Nothing that was saved is lost. Try again; if it stays, tell whoever runs this installation and name the number {number}, which their log has too.",
              { number: error.digest },
            )
          : say("Nothing that was saved is lost. Try again; if it stays, tell whoever runs this installation.")}
      </p>
      <div className="mt-8">
        <Button tone="primary" onClick={reset}>
          {say("Try again")}
        </Button>
      </div>
    </main>
  );
}
