// A function of Vercel's other form, (req, res), would need the bytes of the body: a signature covers them.
import { handleWebhook } from '../../../../araucaria.ts';

export const POST = (request: Request): Promise<Response> => handleWebhook(request);
