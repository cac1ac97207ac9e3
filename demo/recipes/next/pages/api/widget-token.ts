import { toNodeHandler } from 'araucaria-connect/node';
import { mintWidgetToken } from '../../../araucaria.ts';

export default toNodeHandler(mintWidgetToken);

// The handler limits and reads the body itself; Next's body parser would answer a part of the requests in its own way.
export const config = { api: { bodyParser: false } };
