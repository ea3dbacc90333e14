import { answered } from '../../answer.ts';

/** The schemas of the Trino's catalog, by name. */
export async function GET(request: Request): Promise<Response> {
  return answered(request, (runtime) => runtime.trino().schemas(request.signal));
}
