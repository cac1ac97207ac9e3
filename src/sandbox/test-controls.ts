import { withoutPrototype } from '../shared/prototype-pollution.ts';
import type { Sandbox } from './sandbox.ts';

type Controls = Pick<Sandbox, 'createConnection' | 'connection' | 'connect' | 'failAuth'>;

/** The methods of a `Sandbox` that call its own API, as a host's backend would. */
export function createTestControls(url: string, apiKey: string): Controls {
  async function call<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const request = {
      method,
      headers: { Authorization: `Bearer ${apiKey}`, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    };
    const response = await fetch(url + path, withoutPrototype(request));
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${detailOf(answer)}`);
    // The sandbox's own API has answered.
    return answer as Answer;
  }
  return {
    createConnection: (request = {}) => call('POST', '/v1/connections', request),
    connection: (connectionId) => call('GET', `/v1/${connectionPath(connectionId)}`),
    connect: (connectionId) => call('POST', `/sandbox/${connectionPath(connectionId)}/connect`),
    failAuth: (connectionId) => call('POST', `/sandbox/${connectionPath(connectionId)}/fail-auth`),
  };
}

function connectionPath(connectionId: string): string {
  return `connections/${encodeURIComponent(connectionId)}`;
}

function detailOf(problem: unknown): string {
  const detail = typeof problem === 'object' && problem !== null && 'detail' in problem ? problem.detail : null;
  return typeof detail === 'string' ? detail : 'no reason given';
}
