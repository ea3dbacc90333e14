import { membersOfJson, readBody } from '../api/read-body.ts';
import { UserError } from '../core/errors.ts';

/**
 * What a request asks beside its path. Ruby's and Java's clients send forms, Python's a form in parts, and others JSON;
 * some have half of it in the query. Throws UserError `api_body_too_large`, `api_body_not_json` or `td_body_malformed`.
 */
export async function readAsked(request: Request): Promise<Record<string, unknown>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method === 'GET') return query;
  const body = await readBody(request);
  return { ...query, ...(await membersOf(body, request.headers.get('content-type') ?? '')) };
}

async function membersOf(body: Buffer, type: string): Promise<Record<string, unknown>> {
  if (/^multipart\//i.test(type)) return membersOfParts(body, type);
  if (/^application\/json\b/i.test(type)) return withoutNull(membersOfJson(body));
  return membersOfForm(body);
}

/** Throws UserError `td_body_malformed` for what is no UTF-8, or is not encoded as a form. */
function membersOfForm(body: Buffer): Record<string, unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    decodeURIComponent(text);
    return Object.fromEntries(new URLSearchParams(text));
  } catch {
    throw new UserError('td_body_malformed');
  }
}

async function membersOfParts(body: Buffer, type: string): Promise<Record<string, unknown>> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return Object.fromEntries(form);
  } catch {
    throw new UserError('td_body_malformed');
  }
}

/** Null is how JSON says that nothing is given. */
function withoutNull(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
