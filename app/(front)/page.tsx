import { ForgetWithdrawn } from "@/components/annotate/forget-withdrawn";
import { DemoGallery } from "@/components/front/demo-gallery";
import { ItemSketch } from "@/components/front/item-sketch";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { findUser } from "@/lib/auth/session";
import { listOpenDemos } from "@/lib/studies/queries";
import { getHome, hasOwner } from "@/lib/users/queries";
import { readSay } from "@/lib/users/read-language";

export default async function LandingPage({ searchParams }: PageProps<"/">) {
  const [say, user, demos, isSetUp, { withdrawn }] = await Promise.all([
    readSay(),
    findUser(),
    listOpenDemos(),
    hasOwner(),
    searchParams,
  ]);
  return (
    <main id="main" className="mx-auto w-full max-w-6xl grow px-4 pb-24 sm:px-6">
      {withdrawn && (
        <Notice title={say("You have withdrawn")} className="mt-4">
          <ForgetWithdrawn />
          {say("Your answers and your account are erased.")}
        </Notice>
      )}
      <section className="grid items-center gap-x-16 gap-y-12 pt-10 pb-16 sm:pt-20 sm:pb-24 lg:grid-cols-[1.1fr_1fr]">
        <div>
          <h1 className="font-reading text-[2.25rem] leading-[1.12] font-medium tracking-[-0.02em] sm:text-[3.25rem]">
            {say("People judge, blind, what language models say when they wear a persona.")}
          </h1>
          <p className="mt-6 max-w-[54ch] text-lg text-muted">
            {say(
              "How far do the raters agree, on which items do they not, and how does a model that judges compare with them? Every answer comes with its interval.",
            )}
          </p>
          <div className="mt-8 flex flex-wrap items-center gap-4">
            {user ? (
              <ButtonLink href={await getHome(user.id)} tone="primary" size="large">
                {say("Go on")}
              </ButtonLink>
            ) : (
              <ButtonLink href="/sign-in" tone="primary" size="large">
                {say("Sign in")}
              </ButtonLink>
            )}
          </div>
          {!isSetUp && (
            <Notice title={say("Nobody owns this installation yet")} className="mt-8 max-w-xl">
              {say("The terminal that started it has printed a link that creates the owner's account.")}
            </Notice>
          )}
        </div>
        <ItemSketch />
      </section>
      {demos.length > 0 && <DemoGallery demos={demos} />}
    </main>
  );
}
