"use client";

import { Monitor, Moon, Sun, SunMoon } from "lucide-react";
import { useTheme } from "next-themes";
import { useSay } from "@/components/language/speak";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoice, MenuLabel } from "@/components/ui/menu";
import { said } from "@/lib/languages/say";

const themes = [
  { value: "system", label: said("Like the system"), icon: <Monitor aria-hidden /> },
  { value: "light", label: said("Light"), icon: <Sun aria-hidden /> },
  { value: "dark", label: said("Dark"), icon: <Moon aria-hidden /> },
];

/** Rows of a menu: which theme. */
export function ThemeRows() {
  const say = useSay();
  const { theme = "system", setTheme } = useTheme();
  return (
    <>
      <MenuLabel>{say("Theme")}</MenuLabel>
      <MenuChoice
        value={theme}
        onChange={setTheme}
        options={themes.map((one) => ({ ...one, label: say(one.label) }))}
      />
    </>
  );
}

/** For pages without an account menu. */
export function ThemeMenu() {
  const say = useSay();
  const trigger = (
    <Button tone="quiet" size="small" aria-label={say("Theme")} className="w-8 px-0">
      <SunMoon aria-hidden />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <ThemeRows />
    </Menu>
  );
}
