import { serveTd } from '#lib/td-api/serve.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** TD's API v4 is not implemented: responds with TD's error format. */
export async function GET(request: Request): Promise<Response> {
  return serveTd(request, await webRuntime());
}

export { GET as DELETE, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT };
