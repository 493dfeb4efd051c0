import { z } from "zod";
import type {
  AcknowledgeRequest,
  ClaimRequest,
  DraftRequest,
  ReadRequest,
  ReleaseRequest,
  SkipRequest,
  SubmitRequest,
} from "@/lib/labeling/contract";
import { answersInputSchema } from "@/lib/questions/answer-schema";
import { usedViews } from "@/lib/reading/text-view";

const id = z.uuid();
const asking = { studyId: id, as: id.optional() };
const holding = {
  ...asking,
  holds: z.array(id).max(60).default([]),
  knows: z.array(id).max(50).default([]),
  unseen: z.number().int().min(0).max(60).optional(),
};
const want = z.union([z.literal(0), z.literal(2)]).default(2);
/** The database knows no year 0. */
const moment = z.iso.datetime().refine((text) => !text.startsWith("0000"));
const timeMs = z.number().min(0).max(Number.MAX_SAFE_INTEGER);

export const claimRequest = z.object({
  ...holding,
  want: z.union([z.literal(1), z.literal(2)]).default(2),
}) satisfies z.ZodType<unknown, ClaimRequest>;

export const submitRequest = z.object({
  ...holding,
  want,
  assignmentId: id,
  key: id,
  // A page from before edits said what they edit sends none: what it takes for an edit is then a conflict, never unseen.
  edits: z.number().int().min(1).nullable().default(null),
  answers: answersInputSchema,
  activeMs: timeMs,
  elapsedMs: timeMs,
  answeredMsAgo: timeMs.default(0),
  view: z.enum(usedViews).optional(),
}) satisfies z.ZodType<unknown, SubmitRequest>;

export const skipRequest = z.object({
  ...holding,
  want,
  assignmentId: id,
  reason: z.string().trim().min(1).max(500),
}) satisfies z.ZodType<unknown, SkipRequest>;

export const releaseRequest = z.object({
  ...asking,
  leases: z.array(z.object({ assignmentId: id, leaseExpiresAt: moment })).max(20),
}) satisfies z.ZodType<unknown, ReleaseRequest>;

export const draftRequest = z.object({
  ...asking,
  assignmentId: id,
  answers: answersInputSchema.optional(),
}) satisfies z.ZodType<unknown, DraftRequest>;

export const acknowledgeRequest = z.object({
  ...asking,
  newsId: z.string().min(1).max(100),
}) satisfies z.ZodType<unknown, AcknowledgeRequest>;

export const readRequest = z.object({ ...asking, versionId: id }) satisfies z.ZodType<unknown, ReadRequest>;

export const studyQuery = z.object(asking);

export const finishedQuery = z.object({
  ...asking,
  before: id.nullable().default(null),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** A page from before answers had targets does not say in which form it reads them. */
export const finishedItemQuery = z.object({
  ...asking,
  assignmentId: id,
  answers: z.literal("by-target").optional(),
});
