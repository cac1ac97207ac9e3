// Imported at the first request: `next build` loads this file too, without a key.
export async function POST(request: Request): Promise<Response> {
  const { mintWidgetToken } = await import('../../../../araucaria.ts');
  return mintWidgetToken(request);
}

// Every method: the handler answers preflights, and refuses the others itself.
export { POST as DELETE, POST as GET, POST as HEAD, POST as OPTIONS, POST as PATCH, POST as PUT };
