import { z } from "zod";

const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters")
  .pipe(z.email("Write an e-mail address, such as ada@example.org"));

export const nameInput = z.string().trim().min(1, "Write your name").max(80, "At most 80 characters");

/** The upper limit keeps a hash from being made of a megabyte. */
export const newPasswordInput = z
  .string()
  .min(12, "Use at least 12 characters: four random words do well")
  .max(200, "At most 200 characters");

export const accountInput = z.object({ name: nameInput, email: emailInput, password: newPasswordInput });
export type AccountInput = z.output<typeof accountInput>;

/** A token out of a link: 32 random bytes, base64url. */
export const tokenInput = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "This link is not complete");

/** What a sign-in takes is not told more about than that it is wrong, so nothing is checked but lengths. */
export const signInInput = z.object({
  email: z.string().trim().toLowerCase().min(1, "Write your e-mail address").max(254, "At most 254 characters"),
  password: z.string().min(1, "Write your password").max(200, "At most 200 characters"),
});
export type SignInInput = z.output<typeof signInInput>;
