import AxeBuilder from "@axe-core/playwright";
import { makeItem, makeJudgment, makeMember, makePublishedStudy, makeRater, makeRaterRow } from "@/prisma/factories";
import { expect, test } from "./test";

const unbroken = "https://example.org/".padEnd(220, "a");

/** Long identifiers, long texts, three people and a judge: everything that makes a page wide. */
async function makeWideStudy(user: { id: string }) {
  const study = await makePublishedStudy({ name: "A study with a long name, of the kind that a protocol has" });
  await makeMember(study, "OWNER", { user });
  const people = [await makeRater(study), await makeRater(study), await makeRater(study)];
  const judge = await makeRaterRow(study, {
    kind: "JUDGE",
    origin: "IMPORTED",
    sourceName: "a-judge-with-a-long-name-of-2026-11-27",
  });
  const items: { id: string }[] = [];
  for (let place = 0; place < 12; place++) {
    const item = await makeItem(study, {
      ...{ externalId: `item-${place}-of-a-file-with-long-identifiers-${"x".repeat(60)}` },
      parts: [{ text: place === 0 ? unbroken : "Drink water and rest. ".repeat(400) }],
    });
    const verdict = place % 3 === 0 ? "unsafe" : "safe";
    for (const rater of people) await makeJudgment(rater, item, study.version, { verdict });
    await makeJudgment(judge, item, study.version, { verdict: "safe" }, { purpose: "IMPORTED" });
    items.push(item);
  }
  return { study, first: items[0]?.id ?? "" };
}

for (const colorScheme of ["light", "dark"] as const)
  test(`pages of results fit a phone and stand in nobody's way (${colorScheme})`, async ({ page, user }) => {
    test.slow();
    const { study, first } = await makeWideStudy(user);
    await page.emulateMedia({ colorScheme });
    for (const place of ["", "/items", `/items/${first}`, "/agreement", "/judges", "/protocol", "/raters"])
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(`/studies/${study.id}${place}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, `${place} at ${width}`).toBe(0);
        if (width === 390 && !["/protocol", "/raters"].includes(place))
          expect((await new AxeBuilder({ page }).analyze()).violations, place).toEqual([]);
      }
  });
