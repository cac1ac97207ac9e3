import { mintWidgetToken } from '../../../araucaria.ts';

export const POST = (request: Request): Promise<Response> => mintWidgetToken(request);

// A preflight is an OPTIONS request, where pages of other origins may call.
export { POST as OPTIONS };
