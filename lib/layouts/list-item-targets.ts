import { type ItemLayout, layoutOf } from "@/lib/layouts/layouts";
import { type AskedOf, askedOfKinds, listTargets, type Targets } from "@/lib/questions/asked-of";

type ShownItem = Parameters<typeof listTargets>[0] & { layout: ItemLayout };

/** Whether a layout lets questions be asked of these at all; if not, why not. */
export const offersTarget = (item: { layout: string }, of: AskedOf): true | string =>
  of === "item" || layoutOf(item).targets[of];

/** Everything of an item, as it is shown, that questions are asked of under its layout. */
export function listItemTargets(item: ShownItem): Targets {
  const shown = listTargets(item);
  const offered = askedOfKinds.map((of) => [of, offersTarget(item, of) === true ? shown[of] : []] as const);
  return { ...(Object.fromEntries(offered) as Record<AskedOf, string[]>), texts: shown.texts };
}
