/** Runs one file through the app and expects what its folder's README says of it. `path` is the file's. */
export type Check = (path: string) => Promise<void>;

/** Checks by file name; those of the folder `siblings` by "siblings/NAME". */
export type Checks = Readonly<Record<string, Check>>;
