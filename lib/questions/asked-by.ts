/** Groups of raters that a question is asked of; left out where everybody is asked it. */
type AskedBy = { askedBy?: readonly string[] };

/** Whether somebody of this group (null: of none) is asked it. */
export const isAskedIn = ({ askedBy }: AskedBy, group: string | null): boolean =>
  askedBy === undefined || (group !== null && askedBy.includes(group));

/** A group that is asked the one and not the other, which it turns on; undefined if there is none. */
export const findGroupWithout = (question: AskedBy, other: AskedBy): string | undefined =>
  other.askedBy === undefined
    ? undefined
    : (question.askedBy ?? ["everybody"]).find((group) => !other.askedBy?.includes(group));
