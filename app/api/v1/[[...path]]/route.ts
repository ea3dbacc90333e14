import { respondAsApi } from '#lib/web/apis.ts';

/** The HTTP API. */
export function GET(request: Request): Promise<Response> {
  return respondAsApi(request);
}

export { GET as DELETE, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT };
