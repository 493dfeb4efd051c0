"use client";

import { Monitor, Moon, Sun, SunMoon } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice, MenuLabel } from "@/components/ui/menu";

const themes = [
  { value: "system", label: "Like the system", icon: <Monitor aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
];

/** Rows of a menu: which theme. */
export function ThemeRows() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <>
      <MenuLabel>Theme</MenuLabel>
      <MenuChoice value={theme} onChange={setTheme} options={themes} />
    </>
  );
}

/** For pages without an account menu. */
export function ThemeMenu() {
  const trigger = (
    <Button tone="quiet" size="small" aria-label="Theme" className="w-8 px-0">
      <SunMoon aria-hidden />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <ThemeRows />
    </Menu>
  );
}
