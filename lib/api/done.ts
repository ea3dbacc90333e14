import { Readable } from 'node:stream';
import { FILE_TYPES, type FileType } from './file-type.ts';
import { PROBLEM_TYPE, type Problem } from './problem.ts';
import type { Route } from './route.ts';

/** What came of a request, as it is answered, and kept to be answered again. */
export interface Done {
  readonly status: number;
  /** JSON; empty where there is nothing to say. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const OK = 200;
const NO_CONTENT = 204;
const BAD_REQUEST = 400;
const UNAUTHORIZED = 401;

export function doneOf(route: Route, answer: unknown): Done {
  if (route.answer === 'nothing') return { status: NO_CONTENT, body: '' };
  return { status: route.status ?? OK, body: JSON.stringify(answer) };
}

export function doneOfProblem(problem: Problem): Done {
  return { status: problem.status, body: JSON.stringify(problem), headers: headersOf(problem) };
}

function headersOf({ status, code, params }: Problem): Record<string, string> {
  if (code === 'method_not_allowed') return { allow: String(params['methods']) };
  return status === UNAUTHORIZED ? { 'www-authenticate': 'Bearer' } : {};
}

/** Nobody keeps it: it is about this moment. */
export function responseOf({ status, body, headers = {} }: Done): Response {
  const type = status >= BAD_REQUEST ? PROBLEM_TYPE : 'application/json';
  const all = { 'cache-control': 'no-store', ...(body !== '' && { 'content-type': type }), ...headers };
  return new Response(body === '' ? null : body, { status, headers: all });
}

export function responseOfFile(type: FileType, content: Readable): Response {
  const { media } = FILE_TYPES[type];
  const contentType = type === 'msgpack' ? media : `${media}; charset=utf-8`;
  const headers = { 'content-type': contentType, 'cache-control': 'no-store' };
  return new Response(Readable.toWeb(content) as ReadableStream<Uint8Array>, { headers });
}
