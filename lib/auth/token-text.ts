import { createHash, randomBytes } from "node:crypto";

/** 256 bits that nobody guesses, in letters that a link carries unescaped. */
export const makeTokenText = () => randomBytes(32).toString("base64url");

/** What the database keeps of a token: a copy of the database opens no door. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");
