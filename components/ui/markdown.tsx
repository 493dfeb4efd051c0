import { createElement, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { MarkdownNode, MarkdownTree } from "@/lib/reading/markdown-tree";

const drawNodes = (nodes: readonly MarkdownNode[]): ReactNode[] =>
  nodes.map((node, place) => {
    if (typeof node === "string") return node;
    const { tag, children, ...attributes } = node;
    return createElement(tag, { key: place, ...attributes }, ...(children ? [drawNodes(children)] : []));
  });

/** Markdown that was read beforehand (`readMarkdown`): no parser comes to the page with it. */
export function Markdown({ tree, className }: { tree: MarkdownTree; className?: string }) {
  return (
    <div
      className={classNames(
        "flex flex-col gap-3 [&_a]:text-accent [&_a]:underline [&_blockquote]:border-l-2 [&_blockquote]:border-line-strong [&_blockquote]:pl-4 [&_code]:rounded [&_code]:bg-sunken [&_code]:px-1 [&_code]:text-[0.9em] [&_h1]:text-xl [&_h1]:font-semibold [&_h2]:mt-2 [&_h2]:text-lg [&_h2]:font-semibold [&_h3]:font-semibold [&_li]:mt-1 [&_ol]:list-decimal [&_ol]:pl-6 [&_pre]:overflow-x-auto [&_td]:border-b [&_td]:px-2 [&_td]:py-1 [&_th]:border-b [&_th]:px-2 [&_th]:py-1 [&_th]:text-left [&_ul]:list-disc [&_ul]:pl-6",
        className,
      )}
    >
      {drawNodes(tree)}
    </div>
  );
}
