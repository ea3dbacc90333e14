import { viewTrinoSchemas } from '#lib/commands/console/databases.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The names of the schemas in Trino's catalog. */
export function GET(request: Request): Promise<Response> {
  return respondWith(request, viewTrinoSchemas, { signal: request.signal });
}
