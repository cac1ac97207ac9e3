// Each line with a code in a comment is one that the checker has to refuse with it.
import { AraucariaConnectButton } from 'araucaria-connect/react';

export const bare = [
  <araucaria-connect-button preload="later" />, // TS2322
  <araucaria-connect-button disabled="yes" />, // TS2322
  <araucaria-connect-button token-endpoint={42} />, // TS2322
  <araucaria-connect-button endpoint="/api" />, // TS2322
  <araucaria-connect-button fetchToken={async () => 'wtk'} />, // TS2322
  <araucaria-connect-button onaraucaria-success={({ detail }) => detail.token} />, // TS2339
  <araucaria-connect-button onaraucaria-exit={({ detail }) => detail.error.code} />, // TS18047
  <araucaria-connect-button value={42} />, // TS2322
  <araucaria-connect-button headers={['token']} />, // TS2322
  <araucaria-connect-button onaraucaria-event={({ detail }) => detail.name === 'done'} />, // TS2367
  <araucaria-connect-buton />, // TS2339
];

export const component = [
  <AraucariaConnectButton preload="later" />, // TS2322
  <AraucariaConnectButton disabled="yes" />, // TS2322
  <AraucariaConnectButton tokenEndpoint={42} />, // TS2322
  <AraucariaConnectButton endpoint="/api" />, // TS2322
  <AraucariaConnectButton fetchToken={async () => 'wtk'} />, // TS2322
  <AraucariaConnectButton onAraucariaSuccess={({ detail }) => detail.token} />, // TS2339
  <AraucariaConnectButton onAraucariaExit={({ detail }) => detail.error.code} />, // TS18047
  <AraucariaConnectButton value={42} />, // TS2322
  <AraucariaConnectButton headers={['token']} />, // TS2322
  <AraucariaConnectButton onAraucariaEvent={({ detail }) => detail.name === 'done'} />, // TS2367
  <AraucariaConnectButton onAraucariaDone={() => {}} />, // TS2322
];
