import { startApp } from "../cli/testing/start-app";

/**
 * Playwright's global set-up: the production app on a fresh data folder and a free port. Specs find it by BASE_URL, its database by
 * DATABASE_URL, and the link for the first owner by GRATA_SETUP_URL. With BASE_URL and those given, a running app is used.
 */
export default async function setUp() {
  if (process.env.BASE_URL) return;
  let setUpUrl = "";
  const app = await startApp((line) => {
    console.log(`[app] ${line}`);
    setUpUrl ||= /https?:\S+\/setup\/\S+/.exec(line)?.[0] ?? "";
  });
  process.env.BASE_URL = app.url;
  process.env.GRATA_SETUP_URL = setUpUrl;
  process.env.DATABASE_URL = app.databaseUrl;
  process.env.NEXTAUTH_SECRET = app.secret;
  return app.stop;
}
