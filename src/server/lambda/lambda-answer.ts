/** What a Lambda answers an HTTP request with, in the form that its event asks for. */
export type LambdaAnswer = {
  statusCode: number;
  headers: Record<string, string>;
  /** In format 1.0, and for a load balancer that is set so. */
  multiValueHeaders?: Record<string, string[]>;
  /** In format 2.0. */
  cookies?: string[];
  body: string;
  isBase64Encoded: false;
};

export async function answerOf(response: Response, event: object): Promise<LambdaAnswer> {
  const cookies = response.headers.getSetCookie();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'));
  const common = { statusCode: response.status, body: await response.text(), isBase64Encoded: false } as const;
  if (!('multiValueHeaders' in event)) {
    // Format 2.0 has an element for each cookie; other forms have room for one header.
    const isFormat2 = 'version' in event && event.version === '2.0';
    if (isFormat2) return { ...common, headers, cookies };
    return { ...common, headers: cookies[0] === undefined ? headers : { ...headers, 'set-cookie': cookies[0] } };
  }
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]] as const);
  const multiValueHeaders = Object.fromEntries(cookies.length > 0 ? [...lists, ['set-cookie', cookies]] : lists);
  return { ...common, headers, multiValueHeaders };
}
