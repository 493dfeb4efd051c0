import { cva, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

const look = cva(
  "inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors duration-100 disabled:opacity-50 disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        primary: "bg-accent text-accent-ink hover:bg-accent/90",
        plain: "border border-line-strong bg-surface text-ink hover:bg-sunken",
        quiet: "text-ink hover:bg-sunken",
        danger: "border border-danger bg-surface text-danger hover:bg-danger-soft",
      },
      size: { regular: "h-10 px-4 text-sm", small: "h-8 px-3 text-[13px]", large: "h-12 px-6 text-base" },
    },
    defaultVariants: { tone: "plain", size: "regular" },
  },
);
type Look = VariantProps<typeof look>;

/** A button; `type` is "button" unless said otherwise, so that none submits a form by accident. */
export function Button({ tone, size, className, type = "button", ...props }: ComponentProps<"button"> & Look) {
  return <button type={type} className={classNames(look({ tone, size }), className)} {...props} />;
}

/** A link that looks like a button: for going somewhere. */
export function ButtonLink({ tone, size, className, ...props }: ComponentProps<typeof Link> & Look) {
  return <Link className={classNames(look({ tone, size }), className)} {...props} />;
}

/** The same for downloads and for places outside the router. */
export function ButtonAnchor({ tone, size, className, ...props }: ComponentProps<"a"> & Look) {
  return <a className={classNames(look({ tone, size }), className)} {...props} />;
}
