import { countOf } from "@/lib/format-number";
import type { GivenAway } from "@/lib/studies/given-away";

/** What a study has before raters come. */
export type LaunchCounts = {
  publishedVersions: number;
  /** Items with something to read, and those that hold imported labels only. */
  servableItems: number;
  otherItems: number;
  raters: number;
  openInvitations: number;
};

export type LaunchFacts = LaunchCounts & {
  /** Names in texts that tell a condition, the most frequent first. */
  givenAway: readonly GivenAway[];
  /** In file order: that items of one condition follow each other far more often than they would by chance. */
  conditionsInBlocks: boolean;
  /** What the ways of giving out items lack, a sentence each. */
  policyObstacles: readonly string[];
};

export type LaunchCheck = {
  /** Where to mend it, under the study's path. */
  place: "protocol" | "items" | "raters" | "settings";
  passed: boolean;
  /** Without it the study cannot open; else it is advice. */
  required: boolean;
  words: string;
};

function checkItems({ servableItems, otherItems }: LaunchFacts): LaunchCheck {
  const without = otherItems > 0 ? `; ${countOf(otherItems, "more item")} without text cannot be shown to raters` : "";
  const words =
    servableItems > 0
      ? `${countOf(servableItems, "item")} to label${without}`
      : `No items to label yet: import some${without}`;
  return { place: "items", required: true, passed: servableItems > 0, words };
}

function checkPeople({ raters, openInvitations }: LaunchFacts): LaunchCheck {
  const words =
    raters > 0
      ? `${countOf(raters, "rater has", "raters have")} joined`
      : openInvitations > 0
        ? `Nobody has joined yet; ${countOf(openInvitations, "invitation is", "invitations are")} open`
        : "Nobody is invited yet: make an invitation link";
  return { place: "raters", required: false, passed: raters + openInvitations > 0, words };
}

/** Whoever sees one condition after another can guess where the next begins. Drawn orders mix whatever was loaded. */
function checkOrder({ conditionsInBlocks }: LaunchFacts): LaunchCheck[] {
  const words =
    "In file order items of one condition come in a row, which may tell raters where the next begins: choose a drawn order in the settings";
  return conditionsInBlocks ? [{ place: "settings", required: false, passed: false, words }] : [];
}

const checkPolicies = ({ policyObstacles }: LaunchFacts): LaunchCheck[] =>
  policyObstacles.map((words) => ({ place: "items", required: true, passed: false, words }));

const mostNames = 5;

/** A rater who reads the model's name in a response is not blind to it. */
function checkBlinding({ givenAway }: LaunchFacts): LaunchCheck[] {
  if (givenAway.length === 0) return [];
  const named = givenAway.slice(0, mostNames).map(({ term, items }) => `“${term}” in ${countOf(items, "item")}`);
  const others = givenAway.length > mostNames ? `, and ${countOf(givenAway.length - mostNames, "other name")}` : "";
  const words = `Texts name what raters must not know: ${named.join(", ")}${others}. Load them again with these names masked`;
  return [{ place: "items", required: false, passed: false, words }];
}

/** What has to be there before a study opens, in words, each with the page where it is mended. */
export function launchChecks(facts: LaunchFacts): LaunchCheck[] {
  const published = facts.publishedVersions > 0;
  const words = published ? "The protocol is published" : "The protocol is still a draft: publish its first version";
  const protocol: LaunchCheck = { place: "protocol", required: true, passed: published, words };
  return [
    protocol,
    checkItems(facts),
    ...checkPolicies(facts),
    ...checkOrder(facts),
    ...checkBlinding(facts),
    checkPeople(facts),
  ];
}

/** The checks that keep the study from opening. */
export const findObstacles = (checks: readonly LaunchCheck[]) =>
  checks.filter(({ passed, required }) => required && !passed);
