import type { ProtocolView } from "@/lib/labeling/contract";
import type { FrozenProtocol } from "@/lib/protocol/frozen-protocol";

/** A version as the browser gets it, field by field. */
export const viewProtocol = (protocol: FrozenProtocol): ProtocolView => ({
  versionId: protocol.versionId,
  number: protocol.number,
  guidelines: protocol.guidelines,
  questions: protocol.questions,
  personaVisibility: protocol.personaVisibility,
  textStyle: protocol.textStyle,
});
