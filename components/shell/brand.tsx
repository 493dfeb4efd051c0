import Link from "next/link";

/** The mark: a mask, and whoever is behind it. */
function Mark({ className = "size-7" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M8 9c4.5 2.2 11.5 2.2 16 0v6.5c0 5-3.2 8.5-8 9.5-4.8-1-8-4.500-8-9.500z" className="fill-accent-ink" />
      <path
        d="M11.200 15.200q1.800-1.600 3.400 0M17.400 15.200q1.800-1.600 3.400 0M12.600 19.600q3.400 2.400 6.800 0"
        className="fill-none stroke-accent"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </svg>
  );
}

type BrandProps = {
  href?: string;
  /** On a phone the mark alone, where the line holds more. */
  isCompact?: boolean;
};

export function Brand({ href = "/", isCompact = false }: BrandProps) {
  return (
    <Link href={href} className="flex shrink-0 items-center gap-2.5 font-semibold tracking-tight">
      <Mark />
      <span className={isCompact ? "sr-only sm:not-sr-only" : undefined}>Persona Grata</span>
    </Link>
  );
}
