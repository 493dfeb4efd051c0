import type { ReactNode } from "react";
import { AccountMenu } from "@/components/shell/account-menu";
import { ThemeMenu } from "@/components/shell/theme-choice";
import { SkipLink, TopBar } from "@/components/shell/top-bar";
import { findUser } from "@/lib/auth/session";

export default async function FrontLayout({ children }: { children: ReactNode }) {
  const user = await findUser();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header>
        <TopBar end={user ? <AccountMenu name={user.name} userId={user.id} /> : <ThemeMenu />} />
      </header>
      {children}
    </div>
  );
}
