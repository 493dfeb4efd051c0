/** A few texts of a file, one below the other, each as much of it as a line holds. */
export function FirstLines({ lines, none = "" }: { lines: readonly string[]; none?: string }) {
  const shown = lines.filter((line) => line.trim() !== "");
  if (shown.length === 0) return none;
  return (
    <ul className="grid max-w-[70ch]">
      {shown.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells of a file may repeat, and are replaced whole.
        <li key={place} dir="auto" className="line-clamp-1 break-words">
          {line}
        </li>
      ))}
    </ul>
  );
}
