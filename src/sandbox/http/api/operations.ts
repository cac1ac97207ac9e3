import { Hono } from 'hono';
import packageJson from '../../../../package.json' with { type: 'json' };
import type { Services } from '../services.ts';
import { accountOperations } from './accounts.ts';
import { attemptOperations } from './attempts.ts';
import { challengeOperations } from './challenges.ts';
import { connectionControlOperations } from './connection-controls.ts';
import { connectionOperations } from './connections.ts';
import { institutionOperations } from './institutions.ts';
import type { Operation } from './operation.ts';
import { webhookOperations } from './webhooks.ts';

/** Every operation, in the order of the OpenAPI document. */
export const operations: readonly Operation[] = [
  ...connectionOperations,
  ...connectionControlOperations,
  ...accountOperations,
  ...webhookOperations,
  ...institutionOperations,
  ...attemptOperations,
  ...challengeOperations,
];

/** A route for each operation. */
export function operationRoutes(services: Services): Hono {
  const routes = new Hono();
  for (const { method, path, respond } of operations) {
    routes.on(method.toUpperCase(), pathsOf(path), (context) => respond(services, context));
  }
  return routes;
}

/** The frame finds its API relative to the script's folder, which has a versioned name too. */
function pathsOf(path: string): string[] {
  const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
  return path.startsWith('/widget/') ? [route, route.replace('/widget/', `/widget/${packageJson.version}/`)] : [route];
}
