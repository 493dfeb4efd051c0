import type { NextConfig } from "next";

/** On every answer, files and the API included; pages carry a content policy of their own (proxy.ts). */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["piscina", "pg", "pg-copy-streams", "pino", "@node-rs/argon2", "tsx"],
  // `npm test` checks types, those of tests and scripts too; a start does not wait for that.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
