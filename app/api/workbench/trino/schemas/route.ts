import { respond } from '../../workbench-response.ts';

/** The names of the schemas in Trino's catalog. */
export async function GET(request: Request): Promise<Response> {
  return respond(request, (runtime) => runtime.trino().schemas(request.signal));
}
