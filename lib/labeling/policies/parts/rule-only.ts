/** What policies have in common that give out nothing themselves: they say who may take what the others give. */
export const ruleOnly = {
  purpose: "PRIMARY",
  countsTowardK: true,
  givesAll: false,
  inFileOrder: false,
  next: async () => null,
  rehearse: () => null,
  isLeft: async () => false,
  explainEmpty: async () => null,
  onGivenUp: async (_: unknown, { cursor }: { cursor: number }) => cursor,
} as const;
