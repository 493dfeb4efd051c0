import type { Metadata } from "next";
import { FrontCard } from "@/components/auth/front-card";
import { TokenForm } from "@/components/auth/token-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { resetPassword } from "@/lib/auth/actions";
import { findByLink } from "@/lib/auth/find-by-link";
import { findToken } from "@/lib/auth/tokens";
import { said } from "@/lib/languages/say";
import { readSay } from "@/lib/users/read-language";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await readSay())("New password"),
  robots: { index: false },
});

const unknown = said("This link was used, has expired, or is not complete. Ask the owner of your study for a new one.");

export default async function ResetPage({ params }: PageProps<"/reset/[token]">) {
  const say = await readSay();
  const found = await findByLink((await params).token, (text) => findToken("RESET", text), unknown);
  if (!found.ok)
    return (
      <FrontCard title={say("Set a new password")}>
        <Notice tone="attention">{say(unknown)}</Notice>
        <ButtonLink href="/sign-in" className="mt-6">
          {say("Sign in")}
        </ButtonLink>
      </FrontCard>
    );
  return (
    <FrontCard
      title={say("Set a new password")}
      lead={say("For {email}. You are signed in with it at once, and signed out everywhere else.", {
        email: found.value.found.user?.email ?? "",
      })}
    >
      <TokenForm
        action={resetPassword}
        token={found.value.token}
        asks="password"
        submitLabel={say("Set password and sign in")}
      />
    </FrontCard>
  );
}
