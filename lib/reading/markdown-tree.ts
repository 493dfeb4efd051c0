/** What Markdown becomes: plain data that a page draws without a parser, and nothing that could load, run or be told apart from a text. */
export const markdownTags = [
  "a",
  "blockquote",
  "br",
  "code",
  "del",
  "em",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "hr",
  "li",
  "ol",
  "p",
  "pre",
  "strong",
  "sup",
  "table",
  "tbody",
  "td",
  "th",
  "thead",
  "tr",
  "ul",
] as const;

export type MarkdownTag = (typeof markdownTags)[number];

export type MarkdownElement = {
  tag: MarkdownTag;
  /** Left out where there is nothing in it. */
  children?: MarkdownNode[];
  /** Of a link: http, https, mailto or a place on the same page. */
  href?: string;
  /** Where the numbers of a list begin, if not at 1. */
  start?: number;
};

export type MarkdownNode = string | MarkdownElement;

/** Nothing where nothing was written. */
export type MarkdownTree = readonly MarkdownNode[];
