/** A body as text; null if it holds more than `limit` bytes, so that nobody can make us hold an endless one. */
export async function readText(body: ReadableStream<Uint8Array> | null, limit: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > limit) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
