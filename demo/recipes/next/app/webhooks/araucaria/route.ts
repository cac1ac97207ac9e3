// Imported at the first request: `next build` loads this file as well, and has no secret.
export async function POST(request: Request): Promise<Response> {
  const { hearWebhook } = await import('../../../../araucaria.ts');
  return hearWebhook(request);
}
