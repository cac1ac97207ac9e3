// The handlers under test on Node's own http: `node test/server/runtimes/node-adapter.ts <Araucaria's address>`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from 'araucaria-connect/node';
import { handlersUnderTest } from '../support/handlers-under-test.ts';

const route = toNodeHandler(handlersUnderTest(process.argv[2] ?? ''));
const server = createServer((request, response) => void route(request, response));
server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as AddressInfo).port}`));
