// What a start says: one line a step, with its time.

const seconds = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;

/** Lines go to `write`; a step's line stays open until it is done, and closes early when something else has to be said. */
export function makeSteps(write = (text) => process.stdout.write(text)) {
  let open = null;

  function announce(line) {
    if (open) write("\n");
    open = null;
    write(`${line}\n`);
  }

  function begin(name) {
    if (open) write("\n");
    const startedAt = Date.now();
    write(`${name} ...`);
    open = name;
    return () => {
      if (open === name) write(` ${seconds(startedAt)}\n`);
      else announce(`${name}: ${seconds(startedAt)}`);
      open = null;
    };
  }

  async function step(name, work) {
    const done = begin(name);
    const result = await work();
    done();
    return result;
  }

  return { announce, begin, step };
}
