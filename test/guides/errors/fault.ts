import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BrowserContext, Page } from '@playwright/test';
import { toNodeHandler } from 'araucaria-connect/node';
import type { SandboxOptions } from 'araucaria-connect/sandbox';
import { createTokenHandler, type TokenHandlerOptions } from 'araucaria-connect/server';
import type { ConnectErrorCode } from '../../../src/shared/connect-error.ts';

/** The servers of a page, by their origins, and what a fault needs of the sandbox. */
export type Places = {
  /** The page's. */
  host: string;
  sandbox: string;
  widgetSrc: string;
  /** Another server: what it answers is `other` of the setup. */
  other: string;
  /** A new connection of the sandbox, which is `PENDING`. */
  createConnection(): Promise<string>;
};

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A page with a button, in front of a real sandbox. All of it works, but for what is given here. */
export type Setup = {
  /** The button's attributes, beside `widget-src`. Default: a token endpoint. */
  attributes?: string;
  /** Runs in the page before the click; `button` is the element. */
  script?: string;
  /** The page's content security policy. */
  policy?: string;
  /** The origin that the browser knows the page by. Default: that of the server. */
  origin?: string;
  /** Further elements of the page. */
  markup?: string;
  /** Options of the token handler. */
  options?: Partial<TokenHandlerOptions>;
  /** In place of the token handler. */
  endpoint?: Answer;
  /** The answer of the other server to any request. */
  other?: Answer;
  /** Of a setup that needs no places only. */
  sandbox?: SandboxOptions;
  /** Before the click. */
  before?(page: Page, context: BrowserContext): Promise<unknown>;
  /** After the click. */
  after?(page: Page, context: BrowserContext): Promise<unknown>;
};

/** A mistake, as a developer makes it, and the error that comes of it. */
export type Fault = {
  code: ConnectErrorCode;
  what: string;
  /** The row of the page's table. */
  message: string;
  setup: AnySetup;
  /** What the page of the code says to add or to change. */
  line?: string;
  /** The page with that line, in which the addresses are the real ones: the widget opens. */
  mended?: Setup | ((line: string, places: Places) => Setup);
};

export type AnySetup = Setup | ((places: Places) => Setup | Promise<Setup>);

/** The options of a handler in a line such as `apiKey: 'arau_1'`. */
export const optionsIn = (line: string): Partial<TokenHandlerOptions> =>
  JSON.parse(`{${line.replaceAll(/(\w+): /g, '"$1": ').replaceAll("'", '"')}}`) as Partial<TokenHandlerOptions>;

/** A token endpoint with these options, on whatever server. */
export const handlerWith =
  (options: Partial<TokenHandlerOptions>): Answer =>
  (request, response) => {
    const handler = createTokenHandler({
      apiKey: 'arau_sandbox_key',
      authorize: () => true,
      onError() {},
      ...options,
    });
    void toNodeHandler(handler)(request, response);
  };

/** An empty answer. */
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    void response.writeHead(code, headers).end();

export const json =
  (code: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    void response
      .writeHead(code, { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*', ...headers })
      .end(JSON.stringify(body));
