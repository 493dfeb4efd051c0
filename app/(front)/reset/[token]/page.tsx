import type { Metadata } from "next";
import { FrontCard } from "@/components/auth/front-card";
import { TokenForm } from "@/components/auth/token-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { resetPassword } from "@/lib/auth/actions";
import { findByLink } from "@/lib/auth/find-by-link";
import { findToken } from "@/lib/auth/tokens";

export const metadata: Metadata = { title: "New password", robots: { index: false } };

const unknown = "This link was used, has expired, or is not complete. Ask the owner of your study for a new one";

export default async function ResetPage({ params }: PageProps<"/reset/[token]">) {
  const found = await findByLink((await params).token, (text) => findToken("RESET", text), unknown);
  if (!found.ok)
    return (
      <FrontCard title="Set a new password">
        <Notice tone="attention">{found.reason}.</Notice>
        <ButtonLink href="/sign-in" className="mt-6">
          Sign in
        </ButtonLink>
      </FrontCard>
    );
  return (
    <FrontCard
      title="Set a new password"
      lead={`For ${found.value.found.user?.email}. You are signed in with it at once, and signed out everywhere else.`}
    >
      <TokenForm
        action={resetPassword}
        token={found.value.token}
        asks="password"
        submitLabel="Set password and sign in"
      />
    </FrontCard>
  );
}
