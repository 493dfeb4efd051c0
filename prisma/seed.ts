import { pathToFileURL } from "node:url";
import { seedDemos } from "@/lib/demo/seed-demos";

/** Adds the demo studies that are not there yet. May be run again. */
export async function seedDemo(): Promise<void> {
  await seedDemos();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await seedDemo();
  const { db } = await import("@/lib/db/client");
  await db.$disconnect();
}
