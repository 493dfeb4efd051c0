import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

const looks = {
  info: { icon: Info, className: "bg-accent-soft text-ink [&_svg]:text-accent" },
  attention: { icon: TriangleAlert, className: "bg-attention-soft text-ink [&_svg]:text-attention" },
  danger: { icon: CircleAlert, className: "bg-danger-soft text-ink [&_svg]:text-danger" },
};

type NoticeProps = { tone?: keyof typeof looks; title?: ReactNode; children?: ReactNode; className?: string };

/** A message that stays: what happened, where, and how to go on. Errors are announced to screen readers. */
export function Notice({ tone = "info", title, children, className }: NoticeProps) {
  const { icon: Icon, className: colours } = looks[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={classNames("flex gap-3 rounded-md p-4 text-sm", colours, className)}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}

type EmptyProps = { title: ReactNode; children?: ReactNode; action?: ReactNode };

/** Nothing here yet: why, and the one thing to do about it. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border border-dashed border-line-strong px-6 py-10">
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-[65ch] text-sm text-muted">{children}</div>}
      {action}
    </div>
  );
}
