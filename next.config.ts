import type { NextConfig } from "next";
import { securityHeaders } from "./lib/security-headers";

const headers = Object.entries(securityHeaders).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["piscina", "pg", "pg-copy-streams", "pino", "@node-rs/argon2", "tsx"],
  // `npm test` checks types, those of tests and scripts too; a start does not wait for that.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers }],
};

export default config;
