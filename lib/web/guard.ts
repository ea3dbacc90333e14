import { API_PATH } from '../api/address.ts';
import { isLoopback } from '../core/loopback.ts';
import { isOfTd } from '../td-api/find-route.ts';

/** What came of the API key in a request's header. */
export type KeyJudgement = 'none' | 'wrong' | 'valid';

/** What the guard looks at in a request; every `Host` header, because two of them are an attack. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly hosts: readonly string[];
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  readonly apiKey: KeyJudgement;
}

export interface Refusal {
  readonly status: number;
  readonly message: string;
  /** What programs are told instead, by its code. */
  readonly code?: 'api_key_required' | 'api_key_wrong';
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Why this request goes no further, or undefined where it may. */
export function refusalOf(asked: Asked, port: number): Refusal | undefined {
  if (!asked.url.startsWith('/')) return { status: 400, message: 'The request line must hold a path.' };
  const [host, ...more] = asked.hosts;
  if (host === undefined || more.length > 0 || !isOurs(host, port)) {
    const message = `This console answers to localhost:${port}, 127.0.0.1:${port} and [::1]:${port} only.`;
    return { status: 421, message };
  }
  // A browser sends no such header by itself: whoever sends a valid one is no page elsewhere.
  if (asked.apiKey === 'wrong') return { status: 401, message: '', code: 'api_key_wrong' };
  if (asked.apiKey === 'valid' || SAFE_METHODS.has(asked.method) || isSameOrigin(asked, host)) return undefined;
  if (isForPrograms(asked.url)) return { status: 401, message: '', code: 'api_key_required' };
  return {
    status: 403,
    message: 'Changes are taken from the console itself only: Origin or Sec-Fetch-Site must say so.',
  };
}

function isForPrograms(url: string): boolean {
  return url.startsWith(`${API_PATH}/`) || isOfTd(url);
}

/** No name but a loopback one: a page elsewhere could let its own name lead to this machine (DNS rebinding). */
function isOurs(host: string, port: number): boolean {
  const parts = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(host);
  if (parts === null) return false;
  const [, name = '', given = '80'] = parts;
  return isLoopback(name.toLowerCase()) && Number(given) === port;
}

/**
 * `Origin: null` says nothing: browsers send it with a form of our own pages too, as these have no referrer. A browser
 * that sends `Sec-Fetch-Site` is taken at that word, which a page cannot forge.
 */
function isSameOrigin({ origin, fetchSite }: Asked, host: string): boolean {
  const matches = origin?.toLowerCase() === `http://${host.toLowerCase()}`;
  if (origin !== undefined && origin !== 'null' && !matches) return false;
  return fetchSite === undefined ? matches : fetchSite === 'same-origin';
}

/** The policy of one answer. Development adds what React Refresh needs. */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
}

/** The headers that every answer carries, refusals and errors too. */
export function securityHeaders(url: string, policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(isStatic(url) ? {} : { 'cache-control': 'no-store' }),
  };
}

/** Files whose names hold their hash; Next says itself how long they keep. */
function isStatic(url: string): boolean {
  return url.startsWith('/_next/static/');
}
