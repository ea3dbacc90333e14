import { serveTd } from '#lib/td-api/serve.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** Nothing of this part of TD's API is here, which is said as TD says it. */
export async function GET(request: Request): Promise<Response> {
  return serveTd(request, await webRuntime());
}

export { GET as DELETE, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT };
