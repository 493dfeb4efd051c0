import type { Metadata } from "next";
import { Brand } from "@/components/shell/brand";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

/** The same for what does not exist and for what is not yours. */
export default function NotFound() {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-4 pt-4 sm:pt-[18vh]">
      <Brand />
      <h1 className="mt-10 text-2xl font-semibold">This page could not be found</h1>
      <p className="mt-2 text-muted">
        The address is wrong, or it belongs to a study that you have no role in. If somebody sent you the link, ask them
        for an invitation.
      </p>
      <div className="mt-8">
        <ButtonLink href="/studies">Your studies</ButtonLink>
      </div>
    </main>
  );
}
