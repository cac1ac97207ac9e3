import { runtimes } from './support/runtimes.ts';
import { tokenHandlerSuite } from './token-handler.suite.ts';

for (const [name, start] of Object.entries(runtimes)) tokenHandlerSuite(name, start);
