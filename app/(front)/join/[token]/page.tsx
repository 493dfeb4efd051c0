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

export const metadata: Metadata = { title: "Join a study", robots: { index: false } };

function Closed({ reason }: { reason: string }) {
  return (
    <FrontCard title="This invitation does not work">
      <Notice tone="attention">{reason}.</Notice>
    </FrontCard>
  );
}

/** Opening this page spends nothing: mail scanners open links too. Sending its form does. */
export default async function JoinPage({ params }: PageProps<"/join/[token]">) {
  const opened = (await params).token;
  const [link, user] = await Promise.all([findByLink(opened, findInvitation, unknownInvitation), findUser()]);
  if (!link.ok) return <Closed reason={link.reason} />;
  const { token, found } = link.value;
  const { study, role, ...invitation } = found;
  const state = invitationState(invitation, new Date());
  if (state !== "open") return <Closed reason={closedWords[state]} />;
  const signIn = (
    <Link href={`/sign-in?next=${encodeURIComponent(`/join/${token}`)}`} className="text-accent underline">
      Sign in
    </Link>
  );
  return (
    <FrontCard title={study.name} lead="You are invited to this study.">
      <JoinDetails role={role} state={study.state} contentWarning={study.contentWarning} />
      {user ? (
        <TokenForm action={acceptInvitation} token={token} asks="nothing" submitLabel={`Join as ${user.name}`} />
      ) : (
        <>
          <p className="mb-5 text-sm text-muted">Have an account here? {signIn} and come back to this page.</p>
          <TokenForm
            action={joinStudy}
            token={token}
            asks="account"
            emailHint="For signing in. It is never shown beside your answers and leaves with no export."
            submitLabel="Create account and join"
          />
        </>
      )}
    </FrontCard>
  );
}
