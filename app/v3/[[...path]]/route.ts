import { respondAsTd } from '#lib/web/apis.ts';

/** The part of TD's API that scripts use. */
export function GET(request: Request): Promise<Response> {
  return respondAsTd(request);
}

export { GET as DELETE, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT };
