import { serveApi } from '#lib/api/serve.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** The HTTP API; its routes are in `lib/api/routes.ts`. */
export async function GET(request: Request): Promise<Response> {
  return serveApi(request, await webRuntime());
}

export { GET as DELETE, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT };
