import type { Metadata } from "next";
import { FrontCard } from "@/components/auth/front-card";
import { TokenForm } from "@/components/auth/token-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { setUp } from "@/lib/auth/actions";
import { findByLink } from "@/lib/auth/find-by-link";
import { findToken } from "@/lib/auth/tokens";

export const metadata: Metadata = { title: "Set up", robots: { index: false } };

const unknown =
  "This link was used, has expired, or is not complete. While there is no owner yet, a restart prints a new one";

export default async function SetUpPage({ params }: PageProps<"/setup/[token]">) {
  const found = await findByLink((await params).token, (text) => findToken("SETUP", text), unknown);
  if (!found.ok)
    return (
      <FrontCard title="Set up Persona Grata">
        <Notice tone="attention">{found.reason}.</Notice>
        <ButtonLink href="/sign-in" className="mt-6">
          Sign in
        </ButtonLink>
      </FrontCard>
    );
  return (
    <FrontCard
      title="Set up Persona Grata"
      lead="Create the owner's account. The owner makes studies and invites everybody else; this link works once."
    >
      <TokenForm action={setUp} token={found.value.token} asks="account" submitLabel="Create the owner's account" />
    </FrontCard>
  );
}
