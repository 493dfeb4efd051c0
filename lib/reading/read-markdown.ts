import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { type MarkdownNode, type MarkdownTag, type MarkdownTree, markdownTags } from "@/lib/reading/markdown-tree";

/* The parser is many times as large as what draws its tree: only servers and the protocol's editor may import this file. */

type Hast = ReturnType<typeof toHast>;
type HastNode = Hast["children"][number];

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkRehype);
const toHast = (text: string) => processor.runSync(processor.parse(text));

const tags: ReadonlySet<string> = new Set(markdownTags);
const isTag = (name: string): name is MarkdownTag => tags.has(name);
/** Between these an end of line is no text. */
const holdsBlocks = new Set(["root", "blockquote", "ol", "ul", "table", "thead", "tbody", "tr"]);
const safeHref = /^(?:https?:|mailto:|#|\/(?!\/))/i;
/** Deeper than anybody reads: what lies below is told as text. */
const deepest = 40;

function textOf(node: HastNode): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}

function listNodes(nodes: readonly HastNode[], parent: string, depth: number): MarkdownNode[] {
  return nodes.flatMap((node): MarkdownNode[] => {
    if (node.type === "text") return holdsBlocks.has(parent) && node.value.trim() === "" ? [] : [node.value];
    if (node.type !== "element" || node.tagName === "img") return [];
    if (node.tagName === "input") return [node.properties.checked ? "☑" : "☐"];
    if (depth > deepest) return [textOf(node)];
    const children = listNodes(node.children, node.tagName, depth + 1);
    if (!isTag(node.tagName)) return children;
    const { href, start } = node.properties;
    return [
      {
        tag: node.tagName,
        ...(children.length > 0 && { children }),
        ...(typeof href === "string" && safeHref.test(href) && { href }),
        ...(typeof start === "number" && { start }),
      },
    ];
  });
}

/**
 * Markdown as GitHub reads it, as a tree. HTML in it is left out, and so are pictures: a text that was imported can bring
 * neither scripts nor anything from elsewhere. One that is nested beyond what the parser bears is one paragraph.
 */
export function readMarkdown(text: string): MarkdownTree {
  if (text.trim() === "") return [];
  try {
    return listNodes(toHast(text).children, "root", 0);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return [{ tag: "p", children: [text] }];
  }
}
