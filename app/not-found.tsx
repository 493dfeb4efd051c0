import type { Metadata } from "next";
import { headers } from "next/headers";
import { Brand } from "@/components/shell/brand";
import { ButtonLink } from "@/components/ui/button";
import { pathHeader } from "@/lib/auth/path-header";
import { findUser } from "@/lib/auth/session";
import { said } from "@/lib/languages/say";
import { type FormerPart, findFormerPart, studyOfPath } from "@/lib/studies/former-part";
import { readSay } from "@/lib/users/read-language";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await readSay())("Not found") });

const words: Record<FormerPart | "none", { title: string; text: string }> = {
  none: {
    title: said("This page could not be found"),
    text: said(
      "The address is wrong, or it belongs to a study that you have no role in, or have withdrawn from. If somebody sent you the link, ask them for an invitation.",
    ),
  },
  rater: {
    title: said("You are no longer in this study"),
    text: said(
      "Whoever runs it has taken you out. What you labeled before is kept, but the study is not shown to you any more. Ask whoever invited you if this is a mistake.",
    ),
  },
  team: {
    title: said("You are no longer in this study"),
    text: said(
      "Your role in it was ended, or you have withdrawn, so that it is not shown to you any more. Ask an owner of the study if this is a mistake.",
    ),
  },
  "other-role": {
    title: said("This page is not yours to see"),
    text: said(
      "Your role in this study does not show it, or there is no such page. Ask an owner of the study if you need it.",
    ),
  },
};

/** Of a study that somebody was in, they are told so; for everybody else what does not exist and what is not theirs look alike. */
async function findWords() {
  const studyId = studyOfPath((await headers()).get(pathHeader) ?? "");
  const user = studyId && (await findUser());
  const part = user ? await findFormerPart(studyId, user.id) : null;
  return words[part ?? "none"];
}

export default async function NotFound() {
  const [say, { title, text }] = await Promise.all([readSay(), findWords()]);
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-4 pt-4 sm:pt-[18vh]">
      <Brand />
      <h1 className="mt-10 text-2xl font-semibold">{say(title)}</h1>
      <p className="mt-2 text-muted">{say(text)}</p>
      <div className="mt-8">
        <ButtonLink href="/studies">{say("Your studies")}</ButtonLink>
      </div>
    </main>
  );
}
