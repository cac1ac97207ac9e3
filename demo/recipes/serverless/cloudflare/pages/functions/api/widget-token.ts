import worker, { type Env } from '../../../worker.ts';

export const onRequest = ({ request, env }: { request: Request; env: Env }): Promise<Response> | Response =>
  worker.fetch(request, env);
