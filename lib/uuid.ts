/** A UUID as the database writes it. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the database may be asked for a text as an id. */
export const isUuid = (text: string): boolean => uuidPattern.test(text);
