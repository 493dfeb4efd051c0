import { memo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

/** Nothing under judgment loads from elsewhere or leads away: a picture becomes its words, a link its text with the address. */
const components: Components = {
  img: ({ alt }) => <span className="text-muted">[picture: {alt || "without a description"}]</span>,
  a: ({ children, href }) => (
    <span className="underline decoration-dotted underline-offset-4" title={href}>
      {children}
    </span>
  ),
};
const plugins = [remarkGfm];

type OutputTextProps = { children: string };

/** A text under judgment, as models write: Markdown with its line breaks kept, set for reading. */
export const OutputText = memo(function OutputText({ children }: OutputTextProps) {
  return (
    <div className="reading flex flex-col gap-[0.8em] [&_blockquote]:border-l-2 [&_blockquote]:border-line-strong [&_blockquote]:pl-4 [&_code]:rounded [&_code]:bg-sunken [&_code]:px-1 [&_code]:text-[0.85em] [&_h1]:text-xl [&_h1]:font-semibold [&_h2]:text-lg [&_h2]:font-semibold [&_h3]:font-semibold [&_h4]:font-semibold [&_li]:mt-1 [&_ol]:list-decimal [&_ol]:pl-7 [&_p]:whitespace-pre-line [&_pre]:overflow-x-auto [&_pre]:rounded [&_pre]:bg-sunken [&_pre]:p-3 [&_pre_code]:p-0 [&_td]:border-b [&_td]:px-2 [&_td]:py-1 [&_th]:border-b [&_th]:px-2 [&_th]:py-1 [&_th]:text-left [&_ul]:list-disc [&_ul]:pl-7">
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {children}
      </ReactMarkdown>
    </div>
  );
});

type TurnListProps = { turns: readonly { speaker: string; text: string }[]; masked?: string };

/** A dialogue as a readable column: the speaker above each turn. `masked` is the speaker to find. */
export const TurnList = memo(function TurnList({ turns, masked }: TurnListProps) {
  return (
    <ol className="flex max-w-[70ch] flex-col gap-6">
      {turns.map(({ speaker, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: turns have no identity but their place, and never change
        <li key={place} className={speaker === masked ? "border-l-2 border-accent pl-4" : "border-l-2 pl-4"}>
          <p className="mb-1 text-[13px] font-medium text-muted">
            {speaker === masked ? <span className="text-accent">Who says this?</span> : speaker}
          </p>
          <OutputText>{text}</OutputText>
        </li>
      ))}
    </ol>
  );
});
