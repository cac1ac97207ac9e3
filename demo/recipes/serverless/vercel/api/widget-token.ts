import { mintWidgetToken } from '../../../araucaria.ts';

export const POST = (request: Request): Promise<Response> => mintWidgetToken(request);

// Every method: the handler answers preflights, and refuses the others itself.
export { POST as DELETE, POST as GET, POST as HEAD, POST as OPTIONS, POST as PATCH, POST as PUT };
