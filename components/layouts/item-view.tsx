import type { ItemProps } from "@/components/layouts/layout";
import { viewOf } from "@/components/layouts/layouts";

/** What is judged, by its layout. */
export function ItemView(props: ItemProps) {
  const { Item } = viewOf(props.item);
  return <Item {...props} />;
}
