export function onStopSignal(tell: () => void): () => void;
