import { OneColumn } from "@/components/layouts/item-parts";
import type { LayoutView } from "@/components/layouts/layout";

export const transcript: LayoutView = {
  Item: ({ item }) => <OneColumn item={item} title="Conversation" />,
  hasWideQuestions: false,
};
