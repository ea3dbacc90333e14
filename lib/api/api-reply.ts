import { Readable } from 'node:stream';
import { FILE_TYPES, type FileType } from '../commands/file-type.ts';
import { PROBLEM_TYPE, type Problem, problemOf } from './problem.ts';
import type { Route } from './route.ts';

/** The reply to a request, as it is sent and stored under an Idempotency-Key. */
export interface ApiReply {
  readonly status: number;
  /** JSON, or empty if there is no content. */
  readonly body: string;
  /** What is stored instead of the body. */
  readonly storedBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the request may have been carried out although the reply is an error. This flag is not stored. */
  readonly isOutcomeUnknown?: boolean;
}

const OK = 200;
const NO_CONTENT = 204;
const BAD_REQUEST = 400;
const UNAUTHORIZED = 401;

export function replyOf(route: Route, answer: unknown): ApiReply {
  if (route.command.answer === 'nothing') return { status: NO_CONTENT, body: '' };
  const refusal = route.refusalOf?.(answer);
  if (refusal) {
    const problem = problemOf(refusal);
    return { status: problem.status, body: JSON.stringify({ ...(answer as object), ...problem }) };
  }
  const storedBody = route.storedOf && JSON.stringify(route.storedOf(answer));
  return { status: route.status ?? OK, body: JSON.stringify(answer), ...(storedBody !== undefined && { storedBody }) };
}

export function replyOfProblem(problem: Problem): ApiReply {
  const { status, code } = problem;
  const isOutcomeUnknown = code === 'database_lost';
  return { status, body: JSON.stringify(problem), headers: headersOf(problem), isOutcomeUnknown };
}

function headersOf({ status, code, params }: Problem): Record<string, string> {
  if (code === 'method_not_allowed') return { allow: String(params['methods']) };
  return status === UNAUTHORIZED ? { 'www-authenticate': 'Bearer' } : {};
}

/** The HTTP response for a reply. It must not be cached. */
export function responseOf({ status, body, headers = {} }: ApiReply): Response {
  const type = status >= BAD_REQUEST ? PROBLEM_TYPE : 'application/json';
  const allHeaders = { 'cache-control': 'no-store', ...(body !== '' && { 'content-type': type }), ...headers };
  return new Response(body === '' ? null : body, { status, headers: allHeaders });
}

export function fileResponse(type: FileType, content: Readable): Response {
  const { media } = FILE_TYPES[type];
  const contentType = type === 'msgpack' ? media : `${media}; charset=utf-8`;
  const headers = { 'content-type': contentType, 'cache-control': 'no-store' };
  return new Response(Readable.toWeb(content) as ReadableStream<Uint8Array>, { headers });
}
