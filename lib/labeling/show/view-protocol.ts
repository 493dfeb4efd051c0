import type { ProtocolView } from "@/lib/labeling/contract";
import type { FrozenProtocol } from "@/lib/protocol/frozen-protocol";
import type { MarkdownTree } from "@/lib/reading/markdown-tree";
import { readMarkdown } from "@/lib/reading/read-markdown";

const read = new WeakMap<FrozenProtocol, MarkdownTree>();

/** Read once for as long as the version is kept at hand. */
function readGuidelines(protocol: FrozenProtocol): MarkdownTree {
  const tree = read.get(protocol) ?? readMarkdown(protocol.guidelines);
  read.set(protocol, tree);
  return tree;
}

/** A version as the browser gets it, field by field. */
export const viewProtocol = (protocol: FrozenProtocol): ProtocolView => ({
  versionId: protocol.versionId,
  number: protocol.number,
  guidelines: readGuidelines(protocol),
  questions: protocol.questions,
  personaVisibility: protocol.personaVisibility,
  textStyle: protocol.textStyle,
});
