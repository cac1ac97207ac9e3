// Imported at the first request: `next build` loads this file too, without a secret.
export async function POST(request: Request): Promise<Response> {
  const { handleWebhook } = await import('../../../../araucaria.ts');
  return handleWebhook(request);
}
