import type { Metadata } from "next";
import { FrontCard } from "@/components/auth/front-card";
import { TokenForm } from "@/components/auth/token-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { setUp } from "@/lib/auth/actions";
import { findByLink } from "@/lib/auth/find-by-link";
import { findToken } from "@/lib/auth/tokens";
import { said } from "@/lib/languages/say";
import { readSay } from "@/lib/users/read-language";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await readSay())("Set up"),
  robots: { index: false },
});

const unknown = said(
  "This link was used, has expired, or is not complete. While there is no owner yet, a restart prints a new one.",
);

export default async function SetUpPage({ params }: PageProps<"/setup/[token]">) {
  const say = await readSay();
  const found = await findByLink((await params).token, (text) => findToken("SETUP", text), unknown);
  if (!found.ok)
    return (
      <FrontCard title={say("Set up Persona Grata")}>
        <Notice tone="attention">{say(unknown)}</Notice>
        <ButtonLink href="/sign-in" className="mt-6">
          {say("Sign in")}
        </ButtonLink>
      </FrontCard>
    );
  return (
    <FrontCard
      title={say("Set up Persona Grata")}
      lead={say(
        "Create the owner's account. The owner makes studies and invites everybody else; this link works once.",
      )}
    >
      <TokenForm
        action={setUp}
        token={found.value.token}
        asks="account"
        submitLabel={say("Create the owner's account")}
      />
    </FrontCard>
  );
}
