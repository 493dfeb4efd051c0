import { createHash } from "node:crypto";
import { type Protocol, protocolSchema } from "@/lib/protocol/schema";

/** Names a protocol by its content, so that nobody saves or publishes over what they have not seen. */
export const protocolDigest = (protocol: Protocol): string =>
  createHash("sha256")
    .update(JSON.stringify(protocolSchema.parse(protocol)))
    .digest("base64url");
