/**
 * Milliseconds since 1970 by a clock that never steps: set when the page opened, then counted on. Answers given one
 * after another keep their order whatever happens to the computer's clock meanwhile.
 */
export const steadyNow = () => performance.timeOrigin + performance.now();
