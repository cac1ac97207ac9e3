// Imported at the first request: `vite build` loads this file as well, and has no key.
export async function POST({ request }: { request: Request }): Promise<Response> {
  const { mintWidgetToken } = await import('../../../../../araucaria.ts');
  return mintWidgetToken(request);
}

// A preflight asks with OPTIONS, where pages of other origins may call.
export { POST as OPTIONS };
