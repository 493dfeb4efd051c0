import type { Metadata } from "next";
import Link from "next/link";
import { FrontCard } from "@/components/auth/front-card";
import { JoinDetails } from "@/components/auth/join-details";
import { TokenForm } from "@/components/auth/token-form";
import { Notice } from "@/components/ui/notice";
import { findByLink } from "@/lib/auth/find-by-link";
import { findUser } from "@/lib/auth/session";
import { acceptInvitation, joinStudy } from "@/lib/invitations/actions";
import { closedWords, invitationState, unknownInvitation } from "@/lib/invitations/invitation-state";
import { findInvitation } from "@/lib/invitations/queries";
import { readRetell, readSay } from "@/lib/users/read-language";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await readSay())("Join a study"),
  robots: { index: false },
});

async function Closed({ reason }: { reason: string }) {
  const [say, retell] = await Promise.all([readSay(), readRetell()]);
  return (
    <FrontCard title={say("This invitation does not work")}>
      <Notice tone="attention">{say("{sentence}.", { sentence: retell(reason) })}</Notice>
    </FrontCard>
  );
}

/** Opening this page spends nothing: mail scanners open links too. Sending its form does. */
export default async function JoinPage({ params }: PageProps<"/join/[token]">) {
  const opened = (await params).token;
  const [say, link, user] = await Promise.all([
    readSay(),
    findByLink(opened, findInvitation, unknownInvitation),
    findUser(),
  ]);
  if (!link.ok) return <Closed reason={link.reason} />;
  const { token, found } = link.value;
  const { study, role, ...invitation } = found;
  const state = invitationState(invitation, new Date());
  if (state !== "open") return <Closed reason={closedWords[state]} />;
  const signIn = (
    <Link
      key="sign-in"
      href={`/sign-in?next=${encodeURIComponent(`/join/${token}`)}`}
      className="text-accent underline"
    >
      {say("Sign in")}
    </Link>
  );
  return (
    <FrontCard title={study.name} lead={say("You are invited to this study.")}>
      <JoinDetails say={say} role={role} state={study.state} contentWarning={study.contentWarning} />
      {user ? (
        <TokenForm
          action={acceptInvitation}
          token={token}
          asks="nothing"
          submitLabel={say("Join as {name}", { name: user.name })}
        />
      ) : (
        <>
          <p className="mb-5 text-sm text-muted">
            {say.parts("Have an account here? {signIn} and come back to this page.", { signIn })}
          </p>
          <TokenForm
            action={joinStudy}
            token={token}
            asks="account"
            emailHint={say("For signing in. It is never shown beside your answers and leaves with no export.")}
            submitLabel={say("Create account and join")}
          />
        </>
      )}
    </FrontCard>
  );
}
