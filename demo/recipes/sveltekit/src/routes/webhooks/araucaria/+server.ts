// Imported at the first request: `vite build` loads this file as well, and has no secret.
// SvelteKit's own check of origins would refuse a webhook that is a form; Araucaria's are JSON.
export async function POST({ request }: { request: Request }): Promise<Response> {
  const { hearWebhook } = await import('../../../../../araucaria.ts');
  return hearWebhook(request);
}
