import { Prisma } from "@/lib/generated/prisma/client";

/** Whether a write failed because such a row exists already: an expected outcome that the caller puts in words. */
export const isUniqueViolation = (thrown: unknown): boolean =>
  thrown instanceof Prisma.PrismaClientKnownRequestError && thrown.code === "P2002";
