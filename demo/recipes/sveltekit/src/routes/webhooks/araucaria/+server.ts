import { hearWebhook } from '../../../../../araucaria.ts';

// SvelteKit's own check of origins would refuse a webhook that is a form; Araucaria's are JSON.
export const POST = ({ request }: { request: Request }): Promise<Response> => hearWebhook(request);
