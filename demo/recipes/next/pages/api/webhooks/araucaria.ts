import { toNodeHandler } from 'araucaria-connect/node';
import { handleWebhook } from '../../../../araucaria.ts';

export default toNodeHandler(handleWebhook);

// A signature covers the bytes of a webhook, which Next's body parser would not keep.
export const config = { api: { bodyParser: false } };
