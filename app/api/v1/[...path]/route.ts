import { serveApi } from '#lib/api/serve.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** The HTTP API for programs; `lib/api/routes.ts` says what there is. */
async function answer(request: Request): Promise<Response> {
  return serveApi(request, await webRuntime());
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST };
