type Skip = { id: string; skipReason: string | null; rater: { pseudonym: string } };

/** Who gave the item back and why: what many skip may be broken, or too hard for those who were asked. */
export function ItemSkips({ skips }: { skips: readonly Skip[] }) {
  return (
    <ul className="divide-y border-y text-sm">
      {skips.map(({ id, skipReason, rater }) => (
        <li key={id} className="flex flex-wrap gap-x-3 py-2">
          <span className="whitespace-nowrap">{rater.pseudonym}</span>
          <span className="text-muted">{skipReason}</span>
        </li>
      ))}
    </ul>
  );
}
