import { membersOfJson, readBody } from '../api/read-body.ts';
import { UserError } from '../core/errors.ts';

/**
 * The input of a request apart from its path. Ruby's and Java's clients send forms, Python's a multipart form, others
 * JSON; some put part of the input in the query. Throws UserError `td_body_malformed`, and what `readBody` and
 * `membersOfJson` throw.
 */
export async function readInput(request: Request): Promise<Record<string, unknown>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method === 'GET') return query;
  const body = await readBody(request);
  return { ...query, ...(await membersOf(body, request.headers.get('content-type') ?? '')) };
}

async function membersOf(body: Buffer, type: string): Promise<Record<string, unknown>> {
  if (/^multipart\//i.test(type)) return membersOfMultipart(body, type);
  if (/^application\/json\b/i.test(type)) return withoutNull(membersOfJson(body));
  return membersOfForm(body);
}

/** Throws UserError `td_body_malformed` if the body is not UTF-8 or not a valid form. */
function membersOfForm(body: Buffer): Record<string, unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    decodeURIComponent(text);
    return Object.fromEntries(new URLSearchParams(text));
  } catch {
    throw new UserError('td_body_malformed');
  }
}

async function membersOfMultipart(body: Buffer, type: string): Promise<Record<string, unknown>> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return Object.fromEntries(form);
  } catch {
    throw new UserError('td_body_malformed');
  }
}

/** Removes null members, because null in JSON means not given. */
function withoutNull(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
