import { openApiDocument } from '../api/openapi.ts';
import { DOCUMENT_PATH } from '../api/request-path.ts';
import { serveApi } from '../api/serve.ts';
import type { ApiDocument } from '../core/api/api-document.ts';
import type { Locale } from '../messages/locale.ts';
import { serveTd } from '../td-api/serve.ts';
import { webRuntime } from './runtime.ts';
import { VISITOR_HEADER, visitorOfText } from './visitor.ts';

/** Handles a request of the HTTP API; its routes are in `lib/api/routes.ts`. */
export async function respondAsApi(request: Request): Promise<Response> {
  return serveApi(request, await webRuntime(), addressOf(request));
}

/** Handles a request of TD's API; its routes are in `lib/td-api/routes.ts`. */
export async function respondAsTd(request: Request): Promise<Response> {
  return serveTd(request, await webRuntime(), addressOf(request));
}

/** The client's address, which the guard has stored in a header. */
function addressOf({ headers }: Request): string {
  return visitorOfText(headers.get(VISITOR_HEADER)).address;
}

/** The OpenAPI document with texts in a language, and the address where programs get it in English. */
export function describeApi(locale: Locale): { readonly document: ApiDocument; readonly path: string } {
  return { document: openApiDocument(locale), path: DOCUMENT_PATH };
}
