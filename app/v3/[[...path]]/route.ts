import { serveTd } from '#lib/td-api/serve.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** The part of TD's API that scripts use; its routes are in `lib/td-api/routes.ts`. */
export async function GET(request: Request): Promise<Response> {
  return serveTd(request, await webRuntime());
}

export { GET as DELETE, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT };
