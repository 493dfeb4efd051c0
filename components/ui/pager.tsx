import { ButtonLink } from "@/components/ui/button";

type PagerProps = { page: number; pages: number; href: (page: number) => string };

/** Earlier and later pages of a list whose page stands in the URL. */
export function Pager({ page, pages, href }: PagerProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex items-center gap-3 text-sm">
      {page > 1 && (
        <ButtonLink size="small" href={href(page - 1)}>
          Earlier
        </ButtonLink>
      )}
      <span className="text-muted tabular-nums">
        Page {page} of {pages}
      </span>
      {page < pages && (
        <ButtonLink size="small" href={href(page + 1)}>
          Later
        </ButtonLink>
      )}
    </nav>
  );
}
