/** What a column is called whose header cell is empty, by its place from 0. */
export const namelessColumn = (place: number) => `column ${place + 1}`;

/** Whether a name only stands in for one: what this reader, pandas and Arrow call a column that has none. */
export const isNameless = (column: string) =>
  /^(?:column \d+|Unnamed: \d+(?:\.\d+|_level_\d+)*|__index_level_\d+__|\.\.\.\d+|)$/.test(column.trim());
