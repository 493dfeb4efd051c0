"use client";

import { CircleUserRound, LayoutList, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { startTransition } from "react";
import { ThemeRows } from "@/components/shell/theme-choice";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/components/ui/menu";
import { signOut } from "@/lib/auth/actions";

/** Who is signed in, the way out, and the theme. */
export function AccountMenu({ name }: { name: string }) {
  const trigger = (
    <Button tone="quiet" size="small" aria-label={`Account of ${name}`} className="max-w-48 px-2">
      <CircleUserRound aria-hidden />
      <span className="hidden truncate sm:inline">{name}</span>
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel className="truncate">{name}</MenuLabel>
      <MenuItem asChild>
        <Link href="/studies">
          <LayoutList aria-hidden />
          Studies
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/account">
          <UserRound aria-hidden />
          Account
        </Link>
      </MenuItem>
      <MenuLine />
      <ThemeRows />
      <MenuLine />
      <MenuItem onSelect={() => startTransition(() => signOut())}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
