import { OneColumn } from "@/components/layouts/item-parts";
import type { LayoutView } from "@/components/layouts/layout";

export const statements: LayoutView = {
  Item: ({ item }) => <OneColumn item={item} title="Response" />,
  hasWideQuestions: false,
};
