// Imported at the first request: `vite build` loads this file too, without a key.
// `vite dev` does not load .env into process.env: call `process.loadEnvFile()` at the top of vite.config.ts (SvelteKit 2 and
// 3). The built application loads it with `node --env-file=.env build`.
export async function POST({ request }: { request: Request }): Promise<Response> {
  const { mintWidgetToken } = await import('../../../../../araucaria.ts');
  return mintWidgetToken(request);
}

// Every method: the handler answers preflights, and refuses the others itself.
export { POST as fallback };
