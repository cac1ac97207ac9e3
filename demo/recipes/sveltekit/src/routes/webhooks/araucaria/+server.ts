// Imported at the first request: `vite build` loads this file too, without a secret.
// SvelteKit's check of origins refuses forms of other sites; webhooks are JSON.
export async function POST({ request }: { request: Request }): Promise<Response> {
  const { handleWebhook } = await import('../../../../../araucaria.ts');
  return handleWebhook(request);
}
