// Each line with a code in a comment is one that the checker has to refuse with it.
import type {} from 'araucaria-connect/solid';
export const bare = [
  <araucaria-connect-button preload="later" />, // TS2322
  <araucaria-connect-button disabled="yes" />, // TS2322
  <araucaria-connect-button token-endpoint={42} />, // TS2322
  <araucaria-connect-button endpoint="/api" />, // TS2322
  <araucaria-connect-button prop:fetchToken={async () => 'wtk'} />, // TS2322
  <araucaria-connect-button on:araucaria-success={({ detail }) => detail.token} />, // TS2339
  <araucaria-connect-button on:araucaria-exit={({ detail }) => detail.error.code} />, // TS18047
  <araucaria-connect-button value={42} />, // TS2322
  <araucaria-connect-button prop:headers={['token']} />, // TS2322
  <araucaria-connect-button on:araucaria-event={({ detail }) => detail.name === 'done'} />, // TS2367
  <araucaria-connect-buton />, // TS2339
];
