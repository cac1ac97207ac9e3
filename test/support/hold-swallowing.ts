/**
 * An expression for the host's page: presses after the widget has closed are swallowed until `endSwallowing()`. A busy machine
 * may need longer than 400 ms for the second press.
 */
export const holdSwallowing = `(() => {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (work, ms, ...rest) =>
    ms === 400 ? ((globalThis.endSwallowing = work), 0) : setTimeout(work, ms, ...rest);
})()`;
