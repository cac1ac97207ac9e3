import { maxResponseBytes } from '../shared/limits.ts';
import { readMethod } from './safe-read.ts';

/** A header of the token endpoint's answer. */
export const readHeader = (response: Response, name: string): unknown => readMethod(response.headers, 'get')?.(name);

/** The body as text, read up to the size limit, else null: an endless answer must not fill the page's memory. */
export async function readBody(response: Response): Promise<string | null> {
  const reader = readMethod(response.body, 'getReader')?.() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let chunk; (chunk = await reader?.read()) && !chunk.done;) {
    size += chunk.value.length;
    if (size > maxResponseBytes) break;
    text += decoder.decode(chunk.value, { stream: true });
  }
  // No body, or no stream: Pretender, Mirage and older polyfills of `fetch` have the whole text in memory.
  if (!reader) size = new TextEncoder().encode((text = await response.text())).length;
  return size > maxResponseBytes ? null : text + decoder.decode();
}
