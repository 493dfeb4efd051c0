import { randomUUID } from "node:crypto";

/** A UUID as the database writes it. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the database may be asked for a text as an id. */
export const isUuid = (text: string): boolean => uuidPattern.test(text);

/*
 * Ids that begin with the time (version 7), for rows that raters never see: judgments and outputs. What is stored together lies
 * together in the indexes. Items, their parts and assignments have random ones: an order in time could tell a condition.
 */

export function timeOrderedUuid(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  // Of a random id only the digit that names its version changes.
  const random = randomUUID().slice(15);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random}`;
}

/** SQL: the same. Bits 52 and 53 make the version 4 of a random id a 7. */
export const timeOrderedUuidSql = `encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid`;
