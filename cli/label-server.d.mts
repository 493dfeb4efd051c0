import type { IncomingMessage, ServerResponse } from "node:http";

export const bundledLabels: string;
export function isLabeling(url: string): boolean;
export function loadLabels(dev: boolean): Promise<(request: IncomingMessage, response: ServerResponse) => unknown>;
