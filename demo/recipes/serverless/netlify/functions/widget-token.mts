import { mintWidgetToken } from '../../../araucaria.ts';

export default (request: Request): Promise<Response> => mintWidgetToken(request);

export const config = { path: '/api/widget-token' };
