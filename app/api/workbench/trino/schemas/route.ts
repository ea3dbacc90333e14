import { respond } from '../../answer.ts';

/** The names of the schemas in Trino's catalog. */
export async function GET(request: Request): Promise<Response> {
  return respond(request, (runtime) => runtime.trino().schemas(request.signal));
}
