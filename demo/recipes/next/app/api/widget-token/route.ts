// Imported at the first request: `next build` loads this file as well, and has no key.
export async function POST(request: Request): Promise<Response> {
  const { mintWidgetToken } = await import('../../../../araucaria.ts');
  return mintWidgetToken(request);
}
