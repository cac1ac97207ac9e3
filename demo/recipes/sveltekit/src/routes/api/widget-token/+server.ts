import { mintWidgetToken } from '../../../../../araucaria.ts';

export const POST = ({ request }: { request: Request }): Promise<Response> => mintWidgetToken(request);
