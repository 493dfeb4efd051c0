import type { Queryable } from "@/lib/db/pg-transaction";
import type { RaterSeat } from "@/lib/labeling/seat";
import { type FrozenProtocol, getProtocol } from "@/lib/protocol/frozen-protocol";
import { isAskedIn } from "@/lib/questions/asked-by";

/** A published version as this rater is asked it: without the questions of other groups, which are neither shown nor answered. */
export async function getOwnProtocol(
  client: Queryable,
  { group }: Pick<RaterSeat, "group">,
  versionId: string,
): Promise<FrozenProtocol> {
  const protocol = await getProtocol(client, versionId);
  const questions = protocol.questions.filter((question) => isAskedIn(question, group));
  return questions.length === protocol.questions.length ? protocol : { ...protocol, questions };
}
