import { cookies } from "next/headers";
import { useSecureCookies } from "@/lib/auth/cookie";
import { languageCookie } from "@/lib/auth/language-cookie";
import { db } from "@/lib/db/client";
import { isLanguage, type Language } from "@/lib/languages/languages";

const maxAge = 365 * 24 * 60 * 60;

const remember = async (language: Language) =>
  (await cookies()).set(languageCookie, language, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: useSecureCookies,
    maxAge,
  });

/** A person's choice, kept with the account if there is one. */
export async function keepLanguage(userId: string | null, language: Language): Promise<void> {
  if (userId) await db.user.updateMany({ where: { id: userId }, data: { language } });
  await remember(language);
}

/** Whoever signs in brings their language along. Somebody who never chose one takes what the browser has. */
export async function bringLanguage(userId: string): Promise<void> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { language: true } });
  if (isLanguage(user?.language)) await remember(user.language);
}
