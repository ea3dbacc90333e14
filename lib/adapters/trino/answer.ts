import type { Dispatcher } from 'undici';
import { UserError } from '../../core/errors.ts';

/** Where a query's next page is. */
export const STATEMENT = '/v1/statement';

/** One record may be large; a page is made of whole records. */
const LONGEST_PAGE = 256_000_000;

/** What a gateway answers while a Trino is out of reach for a moment, and what a Trino that is asked too much does. */
const PASSING: readonly number[] = [429, 502, 503, 504];

export interface Asked {
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Status 0: none came, and the text is the system's code of the fault. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Behind a proxy a Trino may not know its own address. Throws UserError `trino_answer` for one that is none of a query's. */
export function statementPath(address: string): string {
  const { pathname, search } = URL.canParse(address) ? new URL(address) : { pathname: '', search: '' };
  const at = pathname.indexOf(`${STATEMENT}/`);
  if (at === -1) throw new UserError('trino_answer', { status: 200 });
  return pathname.slice(at) + search;
}

/** A page may be asked for again whatever became of the answer; a query must not be begun twice for a broken connection. */
export function isPassing({ status }: Answer, { method }: Asked): boolean {
  return PASSING.includes(status) || (status === 0 && method === 'GET');
}

export function faultOfAnswer({ status, text }: Answer): UserError {
  if (status === 0) return new UserError('trino_unreachable', { reason: text });
  if (PASSING.includes(status)) return new UserError('trino_busy', { status });
  return new UserError(status === 401 || status === 403 ? 'trino_unauthorized' : 'trino_answer', { status });
}

/** Throws UserError `trino_page_too_large`. */
export async function textOf({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LONGEST_PAGE) throw new UserError('trino_page_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
