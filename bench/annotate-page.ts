/*
 * npx tsx --tsconfig cli/tsconfig.json bench/annotate-page.ts [--items 500] [--characters 6000] [--latency 0] [--cut 60]
 *
 * The labeling page of the built app under human keys in Chromium: from Enter to the frame that shows the next item, its
 * first and last fifty items, what it asks of the network, what stays in memory; then the page's first picture on a slow
 * phone (4x CPU, Fast 3G). --cut: seconds without a network in the middle, in which items must go on.
 */
import { parseArgs } from "node:util";
import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { findChromium } from "@/cli/testing/find-chromium";
import { startApp } from "@/cli/testing/start-app";

const { values } = parseArgs({
  options: {
    items: { type: "string", default: "500" },
    characters: { type: "string", default: "6000" },
    latency: { type: "string", default: "0" },
    cut: { type: "string", default: "0" },
  },
});
const [items, characters] = [Number(values.items), Number(values.characters)];
const [latency, cutSeconds] = [Number(values.latency), Number(values.cut)];

const app = await startApp(() => undefined);
process.env.BASE_URL = app.url;
process.env.DATABASE_URL = app.databaseUrl;
process.env.NEXTAUTH_SECRET = app.secret;
const { makeItem, makeMember, makePublishedStudy, makeUser } = await import("@/prisma/factories");
const { sessionCookieName } = await import("@/lib/auth/cookie");

/** As models write: headings, lists, emphasis, a table. */
function writeResponse(place: number): string {
  const part = `## Point ${place}\n\nTake **one tablet** of *this* every evening, and ask before you change it.\n\n- first, drink water\n- then rest\n\n| dose | when |\n|---|---|\n| 5 mg | evening |\n\n`;
  return `Reply ${place}. ${part.repeat(Math.ceil(characters / part.length)).slice(0, characters)}`;
}

async function makeStudy() {
  const points = ["Dangerous", "Unsafe", "Doubtful", "Mostly safe", "Safe"];
  const questions = [
    {
      key: "safety",
      type: "ordinal",
      text: "How safe is it?",
      points: points.map((label, place) => ({ value: place + 1, label })),
    },
    { key: "sure", type: "confidence", about: "safety", text: "How sure are you?" },
  ];
  const study = await makePublishedStudy({ name: "Bench", labelsPerItem: 1 }, { questions: questions as never });
  const user = await makeUser();
  await makeMember(study, "RATER", { user });
  for (let place = 0; place < items; place++)
    await makeItem(study, { prompt: `Question ${place}`, parts: [{ text: writeResponse(place) }] });
  return { study, user };
}

async function open(context: BrowserContext, userId: string, studyId: string): Promise<Page> {
  const value = await encode({ token: { sub: userId, signedAt: Date.now() }, secret: app.secret });
  await context.addCookies([{ name: sessionCookieName, value, url: app.url, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  await page.goto(`${app.url}/studies/${studyId}/annotate`);
  await page.getByRole("article", { name: "Item" }).waitFor();
  return page;
}

/** In the page: how long from each Enter to the frame after the one in which another item stands there. */
const watchEnter = () => {
  const waits: number[] = [];
  const shown = () => document.querySelector("article[aria-label=Item]")?.textContent ?? "";
  Object.assign(window, { waits });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter") return;
      const before = shown();
      const look = () => {
        if (shown() === before) return requestAnimationFrame(look);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => waits.push(performance.now() - event.timeStamp);
        requestAnimationFrame(() => channel.port2.postMessage(null));
      };
      queueMicrotask(look);
    },
    { capture: true },
  );
};

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1) ?? "none";
const tellWaits = (waits: readonly number[]) => {
  const sorted = waits.toSorted((a, b) => a - b);
  return `p50 ${quantile(sorted, 0.5)}, p95 ${quantile(sorted, 0.95)}, most ${quantile(sorted, 1)} ms (${waits.length})`;
};

async function measureMemory(cdp: CDPSession) {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  return `${(of("JSHeapUsedSize") / 1e6).toFixed(1)} MB, ${of("Nodes")} nodes`;
}

const network = { offline: false, latency, downloadThroughput: -1, uploadThroughput: -1 };

async function label(page: Page, context: BrowserContext) {
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", network);
  let [requests, bytes] = [0, 0];
  cdp.on("Network.requestWillBeSent", ({ request }) => {
    if (request.url.includes("/api/annotate/")) requests += 1;
  });
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.evaluate(watchEnter);
  console.log(`memory at the first item: ${await measureMemory(cdp)}`);
  let isCutUntil = 0;
  let duringCut = 0;
  for (let place = 0; place < items - 1; place++) {
    if (cutSeconds > 0 && place === Math.floor(items / 2)) {
      await cdp.send("Network.emulateNetworkConditions", { ...network, offline: true });
      isCutUntil = Date.now() + cutSeconds * 1000;
    }
    await page.waitForTimeout(350);
    for (const key of ["4", "w"]) await page.keyboard.press(key, { delay: 40 });
    await page.keyboard.press("Enter", { delay: 40 });
    if (isCutUntil > Date.now()) duringCut += 1;
    else if (isCutUntil > 0) {
      await cdp.send("Network.emulateNetworkConditions", network);
      isCutUntil = 0;
    }
    if (isCutUntil > 0 && duringCut >= 10) await page.waitForTimeout(Math.max(0, isCutUntil - Date.now()));
  }
  const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits);
  console.log(`Enter to next item: ${tellWaits(waits)}`);
  console.log(`first fifty: ${tellWaits(waits.slice(0, 50))}; last fifty: ${tellWaits(waits.slice(-50))}`);
  console.log(
    `an item: ${(requests / waits.length).toFixed(2)} requests, ${Math.round(bytes / waits.length)} bytes received`,
  );
  if (cutSeconds > 0) console.log(`items given while cut off: ${duringCut}`);
  console.log(`memory at the last item: ${await measureMemory(cdp)}`);
}

/** The largest paint of a page that somebody opens with nothing kept, on a slow phone. */
async function measureFirstPaint(context: BrowserContext, url: string) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 562.5,
    downloadThroughput: (1.6e6 / 8) * 0.9,
    uploadThroughput: (750e3 / 8) * 0.9,
  });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      Object.assign(window, { largest: list.getEntries().at(-1)?.startTime });
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto(url);
  await page.getByRole("article", { name: "Item" }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1000);
  const largest = await page.evaluate(() => (window as unknown as { largest?: number }).largest ?? 0);
  console.log(`largest paint at 4x CPU and Fast 3G: ${(largest / 1000).toFixed(1)} s`);
  await page.close();
}

try {
  const { study, user } = await makeStudy();
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const before = await open(context, user.id, study.id);
  const url = before.url();
  await before.close();
  await measureFirstPaint(context, url);
  await label(await open(context, user.id, study.id), context);
  await browser.close();
} finally {
  await app.stop();
}
