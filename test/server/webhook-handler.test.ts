import { runtimes } from './support/runtimes.ts';
import { webhookHandlerSuite } from './webhook-handler.suite.ts';

for (const [name, start] of Object.entries(runtimes)) webhookHandlerSuite(name, start);
