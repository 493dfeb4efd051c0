import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { WaitingHere } from "@/components/annotate/waiting-here";
import { FrontCard } from "@/components/auth/front-card";
import { SignInForm } from "@/components/auth/sign-in-form";
import { safePath } from "@/lib/auth/safe-path";
import { findUser } from "@/lib/auth/session";
import { getHome } from "@/lib/users/queries";
import { readSay } from "@/lib/users/read-language";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await readSay())("Sign in") });

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const say = await readSay();
  const next = safePath((await searchParams).next);
  const user = await findUser();
  if (user) redirect(next ?? (await getHome(user.id)));
  return (
    <FrontCard title={say("Sign in")}>
      <WaitingHere />
      <SignInForm next={next} />
      <p className="mt-8 text-sm text-muted">
        {say(
          "Accounts come by invitation: open the link you were sent. If you forgot your password, ask the owner of your study for a link to set a new one.",
        )}
      </p>
    </FrontCard>
  );
}
