import type { RequestListener } from "node:http";

export function withRequestSignal(serve: RequestListener): RequestListener;
