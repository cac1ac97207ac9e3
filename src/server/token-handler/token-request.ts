import { ownProperties } from '../../shared/prototype-pollution.ts';
import { isId } from '../connection-id.ts';
import { Problem } from '../problem.ts';
import { declaresMoreThan, readText, unreadableBody } from '../read-body.ts';

/** Enough for a connection id. */
const maxBodyBytes = 4096;

/** Refuses a request whose `Content-Length` is too large, before anything else is done. */
export function checkDeclaredSize(request: Request): void {
  if (declaresMoreThan(maxBodyBytes, request)) throw tooLarge();
}

/** Refuses any type but JSON. Pages of other sites can send forms without a preflight; those have other types. */
export function checkContentType(request: Request): void {
  const [type] = (request.headers.get('Content-Type') ?? '').split(';');
  if (type?.trim().toLowerCase() !== 'application/json') {
    throw new Problem(415, 'Expected Content-Type: application/json.');
  }
}

/** The connection to repair; null for a new one, which is requested with `{}` or with `connectionId: null`. */
export async function readConnectionId(request: Request): Promise<string | null> {
  let text: string | null;
  try {
    text = await readText(request, maxBodyBytes);
  } catch (error) {
    throw unreadableBody(error);
  }
  if (text === null) throw tooLarge();
  const { connectionId = null } = ownProperties(parseObject(text));
  if (connectionId !== null && !isId(connectionId)) {
    throw new Problem(
      400,
      'Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores (not an API key), null or left out.',
    );
  }
  return connectionId;
}

function parseObject(text: string): object {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The parser's own error quotes the body.
    throw new Problem(400, 'Expected a JSON body.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(400, 'Expected a JSON object, such as {}.');
  }
  return body;
}

const tooLarge = (): Problem => new Problem(413, 'Expected a body of at most 4 KiB.');
