import type { ReactNode } from "react";
import { LanguageMenu } from "@/components/language/language-choice";
import { Spoken } from "@/components/language/spoken";
import { AccountMenu } from "@/components/shell/account-menu";
import { SkipLink } from "@/components/shell/skip-link";
import { ThemeMenu } from "@/components/shell/theme-choice";
import { TopBar } from "@/components/shell/top-bar";
import { findUser } from "@/lib/auth/session";

export default async function FrontLayout({ children }: { children: ReactNode }) {
  const user = await findUser();
  return (
    <Spoken on="front">
      <div className="flex min-h-dvh flex-col">
        <SkipLink />
        <header>
          <TopBar
            end={
              user ? (
                <AccountMenu name={user.name} userId={user.id} />
              ) : (
                <>
                  <LanguageMenu />
                  <ThemeMenu />
                </>
              )
            }
          />
        </header>
        {children}
      </div>
    </Spoken>
  );
}
