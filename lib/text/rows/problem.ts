/**
 * What is wrong, where, and how to mend it. `line` counts from 1 in `file`; 0 is the file as a whole. `element` counts from 1 in a JSON
 * array, which may stand on one line.
 */
export type Problem = { file: string; line: number; element?: number; field: string | null; message: string };
