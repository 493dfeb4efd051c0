import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { readNonce } from "@/lib/auth/path-header";
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
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
          {children}
        </ThemeProvider>
      </body>
    </html>
  );
}
