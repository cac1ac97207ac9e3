import { describe, it } from 'node:test';
import { nodeBinary, nodeVersions } from '../support/node-versions.ts';
import { startNode } from './support/runtimes.ts';
import { tokenHandlerSuite } from './token-handler.suite.ts';
import { webhookHandlerSuite } from './webhook-handler.suite.ts';

const binaries = await Promise.all(nodeVersions.map(nodeBinary));

for (const [index, version] of nodeVersions.entries()) {
  const binary = binaries[index];
  if (binary) {
    const start = (araucariaUrl: string): ReturnType<typeof startNode> => startNode(binary, araucariaUrl);
    tokenHandlerSuite(`Node ${version}`, start);
    webhookHandlerSuite(`Node ${version}`, start);
  } else {
    describe(`on Node ${version}`, () => it.skip('could not be installed'));
  }
}
