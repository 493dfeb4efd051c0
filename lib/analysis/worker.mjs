// The source's door: a worker of Node 20 does not take over --import tsx, so it registers TypeScript itself.
import { register } from "tsx/esm/api";

register();
export const { analyse, readLabels } = await import("./worker.ts");
