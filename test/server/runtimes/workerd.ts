// The handlers under test on Cloudflare's workerd, as a Worker.
import { handlersUnderTest } from '../support/handlers-under-test.ts';

let handlers: ReturnType<typeof handlersUnderTest> | undefined;

export default {
  fetch(request: Request, { ARAUCARIA_URL }: { ARAUCARIA_URL: string }): Promise<Response> {
    // A Worker gets its settings with the first request.
    handlers ??= handlersUnderTest(ARAUCARIA_URL);
    return handlers(request);
  },
};
