import { Hono, type Context } from 'hono';
import type { Connection } from '../../shared/connection.ts';
import type { AttemptCreated, Institution, InstitutionList, Session } from '../../shared/widget-api.ts';
import { isAllowedOrigin } from '../connections/allowed-origins.ts';
import type { Attempt } from '../bank/attempt.ts';
import { withFields } from '../institutions/institution.ts';
import { foundOf } from '../institutions/search.ts';
import { scenarioFor } from '../bank/scenarios.ts';
import { checked, readBody, readQuery } from './body.ts';
import { bearerToken, unauthorized } from './guards.ts';
import { Problem } from './problem.ts';
import {
  attemptRequest,
  challengeAnswer,
  challengeReference,
  credentialsFor,
  institutionQuery,
  sessionRequest,
} from './schemas.ts';
import type { Services } from './services.ts';

/** `/widget/api`: what the frame talks to. Its contract is `src/shared/widget-api.ts`. */
export function widgetApiRoutes(services: Services): Hono {
  const { settings, connections, tokens, attempts, institutions } = services;
  const routes = new Hono();

  routes.get('/institutions', (context) => {
    const { q, limit } = readQuery(context, institutionQuery);
    const { matches, total } = institutions.search(q, limit);
    const list = { institutions: matches.map(foundOf), total };
    return context.json(list satisfies InstitutionList);
  });

  routes.get('/institutions/:id', (context) => {
    const institution = institutions.find(context.req.param('id'));
    if (!institution) throw unknownInstitution();
    return context.json(withFields(institution) satisfies Institution);
  });

  routes.post('/session', async (context) => {
    tokenOf(context);
    const { connectionId, origin } = await readBody(context, sessionRequest);
    const { connection, expiresIn } = authorize(context, connectionId, origin);
    const institution = connection.institutionId === null ? null : institutions.find(connection.institutionId);
    const session = {
      applicationName: settings.appName,
      mode: connection.status === 'FAILED_AUTH' ? 'recredential' : 'connect',
      institution: institution && withFields(institution),
      expiresIn,
    } satisfies Session;
    return context.json(session);
  });

  routes.post('/attempts', async (context) => {
    const widgetToken = tokenOf(context);
    const { connectionId, origin, institutionId, credentials } = await readBody(context, attemptRequest);
    const { connection } = authorize(context, connectionId, origin);
    if (connection.status === 'FAILED_AUTH' && connection.institutionId !== institutionId) {
      throw new Problem(403, { detail: "Expected the connection's own institution.", code: 'token-invalid' });
    }
    const institution = institutions.find(institutionId);
    if (!institution) throw unknownInstitution();
    const checkedCredentials = checked(credentials, credentialsFor(institution.fields));
    const { steps, expiresToken } = scenarioFor(checkedCredentials, institution);
    if (expiresToken) {
      tokens.expire(widgetToken);
      throw refusedToken(context, 'token-expired');
    }
    const created = await attempts.start({ widgetToken, connectionId, institutionId, steps });
    if (!created) throw refusedToken(context, 'token-invalid');
    return context.json(created satisfies AttemptCreated, 201);
  });

  routes.get('/attempt', (context) => context.json(attemptOf(context).state));

  routes.post('/attempt/challenge', async (context) => {
    const attempt = attemptOf(context);
    const { challengeId, ...answer } = await readBody(context, challengeAnswer);
    const challenge = attempt.challenge(challengeId);
    if (challenge && !challenge.answer(answer)) {
      throw new Problem(422, { detail: `Expected an answer to a challenge of type ${challenge.question.type}.` });
    }
    return context.json(attempt.state);
  });

  for (const action of ['extend', 'resend'] as const) {
    routes.post(`/attempt/challenge/${action}`, async (context) => {
      const attempt = attemptOf(context);
      const { challengeId } = await readBody(context, challengeReference);
      attempt.challenge(challengeId)?.[action]();
      return context.json(attempt.state);
    });
  }

  routes.delete('/attempt', (context) => {
    if (!attempts.cancel(tokenOf(context))) throw refusedToken(context, 'token-invalid');
    return context.body(null, 204);
  });

  return routes;

  /** What the widget token that came may act for, on a page of that origin. */
  function authorize(
    context: Context,
    connectionId: string,
    origin: string,
  ): { connection: Connection; expiresIn: number } {
    const connection = connections.find(connectionId);
    // A token of a connection that is made has nothing left to do.
    if (connection === null || connection.status === 'CONNECTED') throw refusedToken(context, 'token-invalid');
    const check = tokens.check(tokenOf(context), connectionId);
    if (check.code !== null) throw refusedToken(context, check.code);
    if (!isAllowedOrigin(origin, settings.allowedOrigins)) {
      throw new Problem(403, { detail: 'Expected an allowed origin.', code: 'origin-not-allowed' });
    }
    return { connection, expiresIn: check.expiresIn };
  }

  function attemptOf(context: Context): Attempt {
    const attempt = attempts.find(tokenOf(context));
    if (!attempt) throw refusedToken(context, 'token-invalid');
    return attempt;
  }
}

/** The token that came; asked for before the body, since who may not call need not be read. */
function tokenOf(context: Context): string {
  const token = bearerToken(context);
  if (token === null) throw refusedToken(context, 'token-invalid');
  return token;
}

function refusedToken(context: Context, code: 'token-invalid' | 'token-expired'): Problem {
  return unauthorized(context, {
    detail: code === 'token-expired' ? 'The token has expired.' : 'Expected a valid token.',
    code,
  });
}

function unknownInstitution(): Problem {
  return new Problem(404, { detail: 'There is no institution of this id.', code: 'institution-unavailable' });
}
