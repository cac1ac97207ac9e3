import { idPattern } from '../shared/limits.ts';
import { Problem } from './problem.ts';
import { readText } from './read-text.ts';

/** The longest body read, in bytes: a connection id and some room. */
const maxBodyBytes = 4096;

/** Refuses a body that says itself that it is too large, before anything else is done. */
export function checkDeclaredSize(request: Request): void {
  if (Number(request.headers.get('Content-Length')) > maxBodyBytes) throw tooLarge();
}

/** Refuses any type but JSON; forms, which other sites can send without asking, have other types. */
export function checkContentType(request: Request): void {
  const [type] = (request.headers.get('Content-Type') ?? '').split(';');
  if (type?.trim().toLowerCase() !== 'application/json') {
    throw new Problem(415, 'Expected Content-Type: application/json.');
  }
}

/** The connection to repair; null for a new one, asked for with `{}`. */
export async function readConnectionId(request: Request): Promise<string | null> {
  let text: string | null;
  try {
    text = await readText(request, maxBodyBytes);
  } catch {
    throw new Problem(400, 'Expected a body that can be read; it broke off, or was read before.');
  }
  if (text === null) throw tooLarge();
  const body = parse(text);
  if (!Object.hasOwn(body, 'connectionId')) return null;
  const { connectionId } = body;
  if (typeof connectionId !== 'string' || !idPattern.test(connectionId)) {
    throw new Problem(
      400,
      'Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores, or left out.',
    );
  }
  return connectionId;
}

function parse(text: string): { connectionId?: unknown } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The parser's own error quotes the body.
    throw new Problem(400, 'Expected a body of JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(400, 'Expected a JSON object, such as {}.');
  }
  return body;
}

const tooLarge = (): Problem => new Problem(413, 'Expected a body of at most 4 KiB.');
