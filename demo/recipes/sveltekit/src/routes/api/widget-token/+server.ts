// Imported at the first request: `vite build` loads this file as well, and has no key.
// `vite dev` keeps .env from process.env. `process.loadEnvFile()` at the top of vite.config.ts puts it there, for SvelteKit 2
// and 3 alike; when the application is built, `node --env-file=.env build` does.
export async function POST({ request }: { request: Request }): Promise<Response> {
  const { mintWidgetToken } = await import('../../../../../araucaria.ts');
  return mintWidgetToken(request);
}

// A preflight asks with OPTIONS, where pages of other origins may call.
export { POST as OPTIONS };
