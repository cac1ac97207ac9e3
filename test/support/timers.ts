/** The longest time of a timer. */
export const forever = 2 ** 31 - 1;

/** Replaces the time of timers that have one certain time. */
export async function withTimers<T>(lengths: Record<number, number>, wait: () => Promise<T>): Promise<T> {
  const { setTimeout: native } = globalThis;
  globalThis.setTimeout = ((run: () => void, ms = 0) => native(run, lengths[ms] ?? ms)) as typeof setTimeout;
  try {
    return await wait();
  } finally {
    globalThis.setTimeout = native;
  }
}
