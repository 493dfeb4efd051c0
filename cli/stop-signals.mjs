// When to stop: told by a signal, or because whoever started us is gone. Plain JavaScript: it runs before anything is installed.

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
const lookEveryMs = 500;

/**
 * npm hands a signal to the shell it runs its scripts in, and that shell dies of it without telling us: all there is to see is
 * another parent. Only under npm, since whoever starts us by hand may leave.
 */
function watchParent(tell) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const parent = process.ppid;
  const look = setInterval(() => process.ppid !== parent && tell(), lookEveryMs);
  look.unref();
  return () => clearInterval(look);
}

/** Calls `tell` whenever it is time to stop, until the returned function is called. */
export function onStopSignal(tell) {
  const told = () => tell();
  for (const signal of signals) process.on(signal, told);
  const leaveParent = watchParent(told);
  return () => {
    leaveParent();
    for (const signal of signals) process.off(signal, told);
  };
}
