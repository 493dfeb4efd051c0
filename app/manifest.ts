import type { MetadataRoute } from "next";

/** What a phone needs to keep the app on its home screen. Opened from there it has the whole screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Persona Grata",
    short_name: "Persona Grata",
    description: "People judge, blind, what language models say when they wear a persona.",
    start_url: "/studies",
    display: "standalone",
    background_color: "#faf8f4",
    theme_color: "#faf8f4",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
    ],
  };
}
