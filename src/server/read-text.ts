/** A body as text; null if it holds more than `limit` bytes, so that nobody can make us hold an endless one. */
export async function readText(message: Request | Response, limit: number): Promise<string | null> {
  const { headers } = message;
  const declared = headers.get('Content-Length') ?? '';
  // Servers hold senders to the length they declare; reading at once is much faster. Packed, it would say nothing.
  if (/^\d+$/.test(declared) && !headers.has('Content-Encoding')) {
    return Number(declared) > limit ? null : message.text();
  }
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of message.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > limit) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
