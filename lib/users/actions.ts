"use server";

import { refresh } from "next/cache";
import { keepLanguage } from "@/lib/auth/language";
import { findSession } from "@/lib/auth/session";
import { isLanguage } from "@/lib/languages/languages";

/** The language of the pages from now on: on this browser, and on every other once its person has signed in there. */
export async function changeLanguage(untrusted: string): Promise<void> {
  if (!isLanguage(untrusted)) return;
  await keepLanguage((await findSession())?.userId ?? null, untrusted);
  refresh();
}
