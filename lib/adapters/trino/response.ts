import type { Dispatcher } from 'undici';
import { UserError } from '../../core/errors.ts';

export const STATEMENT = '/v1/statement';

/** The maximum size of a page. It is large, because a page consists of complete records. */
const MAX_PAGE_BYTES = 256_000_000;

/** Statuses from a gateway while Trino is briefly unavailable, or from an overloaded Trino. */
const TRANSIENT_STATUSES: readonly number[] = [429, 502, 503, 504];

export interface TrinoRequest {
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Status 0: no response; the text is the system's error code. */
export interface TrinoResponse {
  readonly status: number;
  readonly text: string;
}

/**
 * The path of a statement URL. The host is ignored, because Trino behind a proxy may not know its own host. Throws
 * UserError `trino_answer` for other URLs.
 */
export function statementPath(url: string): string {
  const { pathname, search } = URL.canParse(url) ? new URL(url) : { pathname: '', search: '' };
  const at = pathname.indexOf(`${STATEMENT}/`);
  if (at === -1) throw new UserError('trino_answer', { status: 200 });
  return pathname.slice(at) + search;
}

/**
 * Whether a request can be retried. A broken connection is retried only for fetching a page, because starting a query
 * is not idempotent.
 */
export function isTransient({ status }: TrinoResponse, { method }: TrinoRequest): boolean {
  return TRANSIENT_STATUSES.includes(status) || (status === 0 && method === 'GET');
}

export function errorOfResponse({ status, text }: TrinoResponse): UserError {
  if (status === 0) return new UserError('trino_unreachable', { reason: text });
  if (TRANSIENT_STATUSES.includes(status)) return new UserError('trino_busy', { status });
  return new UserError(status === 401 || status === 403 ? 'trino_unauthorized' : 'trino_answer', { status });
}

/** The body of a response. Throws UserError `trino_page_too_large`. */
export async function readText({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_PAGE_BYTES) throw new UserError('trino_page_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
