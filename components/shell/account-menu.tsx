"use client";

import { CircleUserRound, LayoutList, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { startTransition, useState } from "react";
import { SignOutDialog } from "@/components/annotate/sign-out-dialog";
import { noteSignedOut, type Standing } from "@/components/annotate/signed-in-here";
import { useCarrier } from "@/components/annotate/use-carrier";
import { useStanding } from "@/components/annotate/use-standing";
import { WaitingLabels } from "@/components/annotate/waiting-labels";
import { LanguageRows } from "@/components/language/language-choice";
import { useSay } from "@/components/language/speak";
import { forgetProtocolDrafts } from "@/components/protocol/kept-draft";
import { ThemeRows } from "@/components/shell/theme-choice";
import { Button, ButtonAnchor } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/components/ui/menu";
import { signOut } from "@/lib/auth/actions";
import { said } from "@/lib/languages/say";

/** Leaving a device takes what is on it along: asked first where something would be lost. */
function useSignOut(userId: string) {
  const { carrier, carried } = useCarrier(userId);
  const [count, setCount] = useState<number | null>(null);
  const [isSending, setSending] = useState(false);
  const left = carried.waiting.length + carried.refused.length;

  async function leave() {
    noteSignedOut();
    forgetProtocolDrafts();
    await carrier.clear().catch(() => undefined);
    startTransition(() => signOut());
  }

  async function tryToLeave() {
    // Said at once where something is known to wait: sending may take as long as a server that hangs.
    if (left > 0) setCount(left);
    setSending(true);
    const remaining = await carrier.carry().catch(() => 0);
    setSending(false);
    if (remaining === 0) return leave();
    setCount(remaining);
  }

  const dialog = (
    <SignOutDialog
      count={count === null ? null : left || count}
      isSending={isSending}
      onSend={() => void tryToLeave()}
      onDiscard={() => void leave()}
      onStay={() => setCount(null)}
    />
  );
  return { carried, dialog, tryToLeave, discardBarred: () => void carrier.discardBarred() };
}

const gone: Record<Exclude<Standing, "here">, string> = {
  left: said("Signed out: sign in again"),
  other: said("Somebody else is signed in: reload"),
};

/** In the place of the menu, where its person signed out in another tab: what is on the page is not theirs to use any more. */
function GoneNotice({ standing }: { standing: Exclude<Standing, "here"> }) {
  const say = useSay();
  const path = usePathname();
  return (
    <ButtonAnchor
      size="small"
      tone="primary"
      href={standing === "left" ? `/sign-in?next=${encodeURIComponent(path)}` : path}
    >
      {say(gone[standing])}
    </ButtonAnchor>
  );
}

/** Who is signed in, what of theirs waits on this device, the way out, and the theme. */
export function AccountMenu({ name, userId }: { name: string; userId: string }) {
  const say = useSay();
  const { carried, dialog, tryToLeave, discardBarred } = useSignOut(userId);
  const standing = useStanding(userId);
  const trigger = (
    <Button tone="quiet" size="small" aria-label={say("Account of {name}", { name })} className="max-w-48 px-2">
      <CircleUserRound aria-hidden />
      <span className="hidden truncate sm:inline">{name}</span>
    </Button>
  );
  const menu = (
    <Menu trigger={trigger}>
      <MenuLabel className="truncate">{name}</MenuLabel>
      <MenuItem asChild>
        <Link href="/studies">
          <LayoutList aria-hidden />
          {say("Studies")}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/account">
          <UserRound aria-hidden />
          {say("Account")}
        </Link>
      </MenuItem>
      <MenuLine />
      <ThemeRows />
      <MenuLine />
      <LanguageRows />
      <MenuLine />
      <MenuItem onSelect={() => void tryToLeave()}>
        <LogOut aria-hidden />
        {say("Sign out")}
      </MenuItem>
    </Menu>
  );
  if (standing !== "here") return <GoneNotice standing={standing} />;
  return (
    <>
      <WaitingLabels carried={carried} onDiscardBarred={discardBarred} />
      {menu}
      {dialog}
    </>
  );
}
