import { handleWebhook } from '../../../araucaria.ts';

export default (request: Request): Promise<Response> => handleWebhook(request);

export const config = { path: '/webhooks/araucaria' };
