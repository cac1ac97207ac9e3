// The host of Azure Functions, as `@azure/functions` meets it: the module `@azure/functions-core`, which is nowhere but there.
// The library registers functions at it, and makes their requests and answers of the messages of Azure's public
// protocol (`azure-functions-language-worker-protobuf`, RpcHttp).
import { registerHooks } from 'node:module';

/** A message of the protocol with an HTTP request or answer. */
type RpcHttp = {
  url?: string;
  method?: string;
  statusCode?: string;
  headers: Record<string, string>;
  body?: { string?: string; bytes?: Uint8Array };
};

type Metadata = { name: string; bindings: Record<string, { type: string; route?: string; methods?: string[] }> };
type Callback = (...args: unknown[]) => unknown;

type Invocation = {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: Callback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ returnValue: { http: RpcHttp } }>;
};

type Model = { getInvocationModel(core: object): Invocation };

type Host = { model?: Model; functions: { metadata: Metadata; callback: Callback }[] };

const host: Host = { functions: [] };

/** To be called before the import of a module that registers functions. */
export function installAzureHost(): void {
  const core = {
    setProgrammingModel: (model: Model) => void (host.model = model),
    registerFunction: (metadata: Metadata, callback: Callback) => void host.functions.push({ metadata, callback }),
    registerHook() {},
    log() {},
  };
  Object.assign(globalThis, { azureFunctionsCore: core });
  const url = 'data:text/javascript,module.exports = globalThis.azureFunctionsCore';
  registerHooks({
    resolve: (name, context, next) =>
      name === '@azure/functions-core' ? { url, format: 'commonjs', shortCircuit: true } : next(name, context),
    load: (address, context, next) =>
      address === url
        ? { format: 'commonjs', source: 'module.exports = globalThis.azureFunctionsCore', shortCircuit: true }
        : next(address, context),
  });
}

/** Calls the function whose route and method a request has, under the default prefix. */
export async function callAzure(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  for (const { metadata, callback } of host.functions) {
    const [[input, trigger] = ['', undefined]] = Object.entries(metadata.bindings).filter(
      ([, { type }]) => type === 'httpTrigger',
    );
    if (`/api/${trigger?.route}` !== path) continue;
    if (!trigger?.methods?.some((method) => method.toUpperCase() === request.method)) break;
    const text = await request.text();
    const http: RpcHttp = {
      url: request.url,
      method: request.method,
      headers: { host: new URL(request.url).host, ...Object.fromEntries(request.headers) },
      ...(text !== '' && { body: { string: text } }),
    };
    const invocation = host.model?.getInvocationModel({
      invocationId: crypto.randomUUID(),
      metadata,
      request: {
        inputData: [{ name: input, data: { http } }],
        triggerMetadata: {},
        traceContext: null,
        retryContext: null,
      },
      log() {},
    });
    if (!invocation) throw new Error('Expected the library to set its programming model.');
    const { context, inputs } = await invocation.getArguments();
    const result = await invocation.invokeFunction(context, inputs, callback);
    const { http: answer } = (await invocation.getResponse(context, result)).returnValue;
    const bytes = answer.body?.bytes;
    return new Response(bytes?.length ? Uint8Array.from(bytes) : null, {
      status: Number(answer.statusCode),
      headers: answer.headers,
    });
  }
  return new Response(null, { status: 404 });
}
