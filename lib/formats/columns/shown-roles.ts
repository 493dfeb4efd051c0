/** Roles of columns whose cells a rater may see. */
export const shownRoles: ReadonlySet<string> = new Set([
  ...["prompt", "context", "response", "response_b", "chosen", "rejected", "turns", "persona", "persona_text"],
  ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((place) => [`option${place}`, `option${place}_profile`]),
]);
