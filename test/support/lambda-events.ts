// HTTP requests as AWS Lambda and Netlify get them. The shapes are those of AWS' public documentation ("Lambda proxy integrations
// in API Gateway", "Create AWS Lambda proxy integrations for HTTP APIs", "Invoking Lambda function URLs", "Lambda functions
// as targets for Application Load Balancers") and of Netlify's ("Lambda-compatible functions"), which print an event of each; the headers
// are those that a browser and each gateway add.
import type { APIGatewayProxyEvent, APIGatewayProxyEventV2, ALBEvent } from 'aws-lambda';

/** A gateway in front of a Lambda: the host that it is called by, and the event that it makes of a request. */
export type Gateway = { host: string; event(request: Request): Promise<object> };

type Received = {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string | undefined;
};

async function received(request: Request, host: string, added: Record<string, string> = {}): Promise<Received> {
  const { pathname, search } = new URL(request.url);
  const bytes = Buffer.from(await request.arrayBuffer());
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    headers: {
      accept: 'application/json',
      host,
      'user-agent':
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      ...(bytes.byteLength > 0 && { 'content-length': String(bytes.byteLength) }),
      ...Object.fromEntries(request.headers),
      ...added,
    },
    body: bytes.byteLength > 0 ? bytes.toString() : undefined,
  };
}

const forwarded = {
  'x-amzn-trace-id': 'Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e',
  'x-forwarded-for': '205.255.255.176',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The last of several values, and all of them. */
const lists = (headers: Record<string, string>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

/** A REST API, with the payload format 1.0. The URL begins with the name of the stage, which the event's path lacks. */
async function restEvent(request: Request, host: string, isBinary: boolean): Promise<APIGatewayProxyEvent> {
  const { method, path, headers, body } = await received(request, host, forwarded);
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [asSent(name), value]));
  return {
    resource: path,
    path,
    httpMethod: method,
    headers: named,
    multiValueHeaders: lists(named),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: '70ixmpl4fl',
      authorizer: null,
      domainName: host,
      domainPrefix: '70ixmpl4fl',
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      httpMethod: method,
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '205.255.255.176',
        user: null,
        userAgent: headers['user-agent'] ?? null,
        userArn: null,
      },
      path: `/prod${path}`,
      protocol: 'HTTP/1.1',
      requestId: 'e6b8xmpl-4a5f-4c3b-8c1e-1d8f2b3a4c5d',
      requestTime: '10/Mar/2020:05:16:23 +0000',
      requestTimeEpoch: 1583817383220,
      resourceId: '2gxmpl',
      resourcePath: path,
      stage: 'prod',
    },
    body: body === undefined ? null : isBinary ? base64(body) : body,
    isBase64Encoded: body !== undefined && isBinary,
  };
}

/** Format 1.0 has names of headers in the case that they were sent in. */
const asSent = (name: string): string => name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** Format 2.0: an HTTP API, or a function URL. `stage`: part of the path, if it has a name. */
async function event2(
  request: Request,
  { host, stage = '$default', isBase64 = false }: { host: string; stage?: string; isBase64?: boolean },
): Promise<APIGatewayProxyEventV2> {
  const { method, path, query, headers: all, body } = await received(request, host, forwarded);
  const { cookie, ...headers } = all;
  const rawPath = stage === '$default' ? path : `/${stage}${path}`;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers,
    requestContext: {
      accountId: '123456789012',
      apiId: 'r3pmxmplak',
      domainName: host,
      domainPrefix: 'r3pmxmplak',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '205.255.255.176',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage,
      time: '10/Mar/2020:05:16:23 +0000',
      timeEpoch: 1583817383220,
    },
    ...(body !== undefined && { body: isBase64 ? base64(body) : body }),
    isBase64Encoded: body !== undefined && isBase64,
  };
}

/** An Application Load Balancer, which has either lists of values or single ones, as it is set. */
async function albEvent(request: Request, host: string, isMultiValue: boolean): Promise<ALBEvent> {
  const { method, path, headers, body } = await received(request, host, forwarded);
  return {
    requestContext: {
      elb: {
        targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/lambda/49e9d65c45c6791a',
      },
    },
    httpMethod: method,
    path,
    ...(isMultiValue
      ? { multiValueHeaders: lists(headers), multiValueQueryStringParameters: {} }
      : { headers, queryStringParameters: {} }),
    body: body ?? '',
    isBase64Encoded: false,
  };
}

async function netlifyEvent(request: Request, host: string): Promise<object> {
  const { method, path, query, headers, body } = await received(request, host, { 'x-nf-client-connection-ip': '::1' });
  return {
    rawUrl: `https://${host}${path}`,
    rawQuery: query,
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: lists(headers),
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    body: body === undefined ? '' : base64(body),
    isBase64Encoded: body !== undefined,
  };
}

/** The gateways by name, as a test's title has it. */
export const gateways: Readonly<Record<string, Gateway>> = {
  'a REST API of API Gateway': {
    host: '70ixmpl4fl.execute-api.us-east-2.amazonaws.com',
    event: (request) => restEvent(request, '70ixmpl4fl.execute-api.us-east-2.amazonaws.com', false),
  },
  'a REST API with a domain of its own that takes binary bodies': {
    host: 'api.shop.example',
    event: (request) => restEvent(request, 'api.shop.example', true),
  },
  'an HTTP API of API Gateway': {
    host: 'r3pmxmplak.execute-api.us-east-2.amazonaws.com',
    event: (request) => event2(request, { host: 'r3pmxmplak.execute-api.us-east-2.amazonaws.com', stage: 'prod' }),
  },
  'a function URL': {
    host: 'fcodxmplhubyw.lambda-url.us-east-2.on.aws',
    event: (request) => event2(request, { host: 'fcodxmplhubyw.lambda-url.us-east-2.on.aws', isBase64: true }),
  },
  'a load balancer': {
    host: 'shop.example',
    event: (request) => albEvent(request, 'shop.example', false),
  },
  'a load balancer with multi-value headers': {
    host: 'shop.example',
    event: (request) => albEvent(request, 'shop.example', true),
  },
  "Netlify's Lambda-compatible functions": {
    host: 'shop.netlify.app',
    event: (request) => netlifyEvent(request, 'shop.netlify.app'),
  },
};

/** What a gateway makes of a function's answer. */
export function responseOf(answer: unknown): Response {
  const { statusCode, headers, multiValueHeaders, cookies, body, isBase64Encoded } = answer as {
    statusCode: number;
    headers?: Record<string, string>;
    multiValueHeaders?: Record<string, string[]>;
    cookies?: string[];
    body?: string;
    isBase64Encoded?: boolean;
  };
  const all = new Headers({ ...headers });
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    all.delete(name);
    for (const value of values) all.append(name, value);
  }
  for (const cookie of cookies ?? []) all.append('set-cookie', cookie);
  const bytes = body === undefined || body === '' ? null : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return new Response(bytes, { status: statusCode, headers: all });
}
