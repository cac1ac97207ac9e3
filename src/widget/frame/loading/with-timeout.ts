/** The same promise, but rejected where it takes longer than `limit`, in ms. A stalled connection ends by itself only after minutes. */
export function within<Value>(limit: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Expected an answer within ${limit} ms.`)), limit);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
