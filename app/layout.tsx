import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { Spoken } from "@/components/language/spoken";
import { readNonce } from "@/lib/auth/path-header";
import { languages } from "@/lib/languages/languages";
import { readLanguage } from "@/lib/users/read-language";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Persona Grata", template: "%s · Persona Grata" },
  description: "People judge, blind, what language models say when they wear a persona.",
  icons: { icon: "/icon.svg" },
};

/** A phone's keyboard makes the page smaller instead of lying over what is written in. */
export const viewport: Viewport = { interactiveWidget: "resizes-content" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = readNonce(await headers());
  const { tag, direction } = languages[await readLanguage()];
  return (
    <html lang={tag} dir={direction} suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
          <Spoken on="every">{children}</Spoken>
        </ThemeProvider>
      </body>
    </html>
  );
}
