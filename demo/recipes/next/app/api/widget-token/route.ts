// Imported at the first request: `next build` loads this file too, without a key.
export async function POST(request: Request): Promise<Response> {
  const { mintWidgetToken } = await import('../../../../araucaria.ts');
  return mintWidgetToken(request);
}

// A preflight is an OPTIONS request, where pages of other origins may call.
export { POST as OPTIONS };
