/** What is known about a study before raters come. */
export type LaunchFacts = {
  publishedVersions: number;
  /** Items with something to read, and those that hold imported labels only. */
  servableItems: number;
  otherItems: number;
  raters: number;
  openInvitations: number;
};

export type LaunchCheck = {
  /** Where to mend it, under the study's path. */
  place: "protocol" | "items" | "raters";
  passed: boolean;
  /** Without it the study cannot open; else it is advice. */
  required: boolean;
  words: string;
};

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

function checkItems({ servableItems, otherItems }: LaunchFacts): LaunchCheck {
  const without = otherItems > 0 ? `; ${count(otherItems, "more item")} without text cannot be shown to raters` : "";
  const words =
    servableItems > 0
      ? `${count(servableItems, "item")} to label${without}`
      : `No items to label yet: import some${without}`;
  return { place: "items", required: true, passed: servableItems > 0, words };
}

function checkPeople({ raters, openInvitations }: LaunchFacts): LaunchCheck {
  const words =
    raters > 0
      ? `${count(raters, "rater has", "raters have")} joined`
      : openInvitations > 0
        ? `Nobody has joined yet; ${count(openInvitations, "invitation is", "invitations are")} open`
        : "Nobody is invited yet: make an invitation link";
  return { place: "raters", required: false, passed: raters + openInvitations > 0, words };
}

/** What has to be there before a study opens, in words, each with the page where it is mended. */
export function launchChecks(facts: LaunchFacts): LaunchCheck[] {
  const published = facts.publishedVersions > 0;
  const words = published ? "The protocol is published" : "The protocol is still a draft: publish its first version";
  return [{ place: "protocol", required: true, passed: published, words }, checkItems(facts), checkPeople(facts)];
}

/** The checks that keep the study from opening. */
export const findObstacles = (checks: readonly LaunchCheck[]) =>
  checks.filter(({ passed, required }) => required && !passed);
