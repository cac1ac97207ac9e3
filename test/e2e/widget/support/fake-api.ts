import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  Application,
  Attempt,
  Institution,
  InstitutionSummary,
  TestMode,
} from '../../../../src/shared/widget-api.ts';

/** An answer of the API: a status and a JSON body. */
export type Answer = { status: number; body?: unknown };
/** A request as a test sees it. */
export type ApiRequest = { method: string; path: string; query: URLSearchParams; bearer: string; body: unknown };
/** Answers a request, or leaves it to the default by returning undefined. */
export type Handler = (request: ApiRequest) => Answer | undefined | Promise<Answer | undefined>;

const label = (en: string, es: string, pt: string): Institution['fields'][number]['label'] => ({ en, es, pt });

const loginFields: Institution['fields'] = [
  { name: 'username', type: 'text', label: label('User name', 'Usuario', 'Usuário') },
  { name: 'password', type: 'password', label: label('Password', 'Clave', 'Senha') },
];

const banks: InstitutionSummary[] = [
  { id: 'andes', name: 'Banco de los Andes', country: 'CL', status: 'ok', logo: null },
  { id: 'pampa', name: 'Caja Pampa', country: 'AR', status: 'ok', logo: null },
  { id: 'litoral', name: 'Banco Litoral', country: 'PE', status: 'slow', logo: null },
  { id: 'sertao', name: 'Banco do Sertão', country: 'BR', status: 'ok', logo: null },
  { id: 'altiplano', name: 'Altiplano Cooperativa', country: 'BO', status: 'down', logo: null },
  { id: 'cordillera', name: 'Cordillera Digital', country: 'CL', status: 'ok', logo: null },
];

export const problem = (status: number, code: string): Answer => ({ status, body: { type: 'about:blank', code } });

/**
 * The API that the frame calls, with fixed answers that a test may change. The real answers are the sandbox's; other tests
 * use it.
 */
export class FakeApi {
  /** All requests, in order. */
  readonly requests: ApiRequest[] = [];
  /** Answers a request before the defaults do. */
  override: Handler = () => undefined;
  institutions = [...banks];
  fields = loginFields;
  help: Partial<Institution> = {};
  mode: 'connect' | 'recredential' = 'connect';
  preselected: string | null = null;
  application: Application = {
    name: 'Demo Budget',
    logo: null,
    termsUrl: null,
    privacyUrl: null,
    disconnectUrl: null,
  };
  testMode: TestMode | null = null;
  /** The states of an attempt, one for each request about it; the last one is repeated. */
  attempts: Attempt[] = [{ status: 'connected', connectionId: 'conn_1' }];
  expired = new Set<string>();

  #attemptRequests = 0;

  institution(id: string): Institution | undefined {
    const summary = this.institutions.find((each) => each.id === id);
    return summary && { ...summary, fields: this.fields, forgotUserUrl: null, forgotPasswordUrl: null, ...this.help };
  }

  /** The requests to a path, in order. */
  to(path: string, method = 'POST'): ApiRequest[] {
    return this.requests.filter((request) => request.path === path && request.method === method);
  }

  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const recorded: ApiRequest = {
      method: request.method ?? 'GET',
      path,
      query: new URL(request.url ?? '/', 'http://api').searchParams,
      bearer: (request.headers.authorization ?? '').replace('Bearer ', ''),
      body: text ? JSON.parse(text) : undefined,
    };
    this.requests.push(recorded);
    const { status, body } = (await this.override(recorded)) ?? this.#answer(recorded);
    response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  #answer({ method, path, query, bearer, body }: ApiRequest): Answer {
    if (path === 'institutions') {
      const text = (query.get('q') ?? '').toLowerCase();
      const country = query.get('country');
      const inCountry = this.institutions.filter((each) => country === null || country === each.country);
      const found = inCountry.flatMap((institution) => {
        const at = institution.name.toLowerCase().indexOf(text);
        const marks = text ? [[at, at + text.length]] : [];
        return at < 0 ? [] : [{ ...institution, marks, foundBy: null }];
      });
      const countries = [...new Set(this.institutions.map((each) => each.country))];
      return {
        status: 200,
        body: { institutions: found.slice(0, Number(query.get('limit'))), total: found.length, countries },
      };
    }
    if (path.startsWith('institutions/')) {
      const institution = this.institution(path.slice('institutions/'.length));
      return institution ? { status: 200, body: institution } : problem(404, 'institution-unavailable');
    }
    if (this.expired.has(bearer)) return problem(401, 'token-expired');
    if (path === 'session') {
      const institution = this.preselected ? this.institution(this.preselected) : null;
      return {
        status: 200,
        body: {
          application: this.application,
          mode: this.mode,
          institution,
          expiresIn: 900,
          testMode: this.testMode,
        },
      };
    }
    if (path === 'attempts') {
      const attempt = this.#next((body as { connectionId: string }).connectionId);
      return { status: 201, body: { attemptToken: 'attempt-1', attempt } };
    }
    if (path === 'attempt' && method === 'DELETE') return { status: 204 };
    return { status: 200, body: this.#next('conn_1') };
  }

  #next(connectionId: string): Attempt {
    const attempt = this.attempts[Math.min(this.#attemptRequests, this.attempts.length - 1)]!;
    this.#attemptRequests += 1;
    return attempt.status === 'connected' ? { ...attempt, connectionId } : attempt;
  }
}
