import { respondAsTd } from '#lib/web/apis.ts';

/** TD's API v4 is not implemented: responds with TD's error format. */
export function GET(request: Request): Promise<Response> {
  return respondAsTd(request);
}

export { GET as DELETE, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT };
