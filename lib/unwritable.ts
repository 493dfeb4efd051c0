const reasons: Record<string, string> = {
  EROFS: "its disk is read-only",
  EACCES: "this user may not",
  EPERM: "this user may not",
  ENOSPC: "its disk is full",
  EDQUOT: "this user has used up their share of the disk",
};

/** For a file or folder that the system does not let us use: which and why, in a sentence. Null for every other failure. */
export function sayUnwritable(error: unknown): string | null {
  const { code = "", path } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (!reason) return null;
  return `${path ?? "A file"} cannot be written or read: ${reason}. Choose another place (GRATA_DATA_DIR names the data folder), or change that.`;
}
