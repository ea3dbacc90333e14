import { API_PATH } from '../../api/request-path.ts';
import { isLoopback } from '../../core/access/loopback.ts';
import type { IssueParams } from '../../core/issue.ts';
import { isTdUrl } from '../../td-api/find-route.ts';

/** The status of the API key in a request's header. */
export type KeyStatus = 'none' | 'wrong' | 'expired' | 'suspended' | 'valid';

/** What the guard checks of a request; all `Host` headers, because two of them are an attack. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
  readonly hosts: readonly string[];
  readonly origin: string | undefined;
  readonly referer: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDest: string | undefined;
  /** `Sec-Purpose`: set when a browser prefetches. */
  readonly purpose: string | undefined;
  readonly apiKey: KeyStatus;
  /** Whether the URL is a page, which a person may open by a link. */
  readonly isPage: boolean;
}

/** Why a request is refused: the code of its text in the message files. */
export interface Refusal {
  readonly code: string;
  readonly params?: IssueParams;
}

export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The reason to refuse a request, or undefined if it is allowed. */
export function refusalOf(request: RequestFacts, port: number): Refusal | undefined {
  const [host, ...more] = request.hosts;
  if (!request.url.startsWith('/')) return { code: 'request_target_malformed' };
  if (host === undefined || more.length > 0 || !isOwnHost(host, port))
    return { code: 'host_unknown', params: { port } };
  if (!isUnambiguousUrl(request.url)) return { code: 'address_malformed' };
  return refusalOfKey(request) ?? refusalOfOrigin(request, host);
}

/** API keys are valid for the APIs only, so that a key cannot create others through the console's pages. */
function refusalOfKey({ url, apiKey }: RequestFacts): Refusal | undefined {
  if (apiKey === 'none') return undefined;
  if (!isApiUrl(url)) return { code: 'api_key_elsewhere' };
  return apiKey === 'valid' ? undefined : { code: `api_key_${apiKey}` };
}

function refusalOfOrigin(request: RequestFacts, host: string): Refusal | undefined {
  // Browsers do not send API keys by themselves, so a request with a valid key is not cross-site.
  if (request.apiKey === 'valid') return undefined;
  const isSafe = SAFE_METHODS.has(request.method);
  if (isSafe ? !isCrossSite(request, host) || isOpenedByLink(request) : isSameOrigin(request, host)) return undefined;
  if (isApiUrl(request.url)) return { code: 'api_key_required' };
  return { code: isSafe ? 'cross_site_read' : 'cross_site_change' };
}

/** Whether a URL belongs to one of the two APIs, which accept API keys. */
export function isApiUrl(url: string): boolean {
  return url.startsWith(`${API_PATH}/`) || isTdUrl(url);
}

/**
 * Parsers differ on malformed percent-encoding, invalid UTF-8, dot segments and backslashes: the guard and the router must
 * not see different paths.
 */
function isUnambiguousUrl(url: string): boolean {
  try {
    decodeURIComponent(url);
  } catch {
    return false;
  }
  const [path = ''] = url.split(/[?#]/, 1);
  return !path.includes('\\') && !path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
}

/**
 * Whether this is a cross-site request of a browser. Browsers before 2023 send no `Sec-Fetch-Site` but Origin or Referer;
 * a client that sends none of them is not a browser.
 */
function isCrossSite({ origin, referer, fetchSite }: RequestFacts, host: string): boolean {
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (origin !== undefined) return origin.toLowerCase() !== originOf(host);
  return referer !== undefined && !`${referer.toLowerCase()}/`.startsWith(`${originOf(host)}/`);
}

/** Links from other sites may open pages, but not other routes, and not as a prefetch. */
function isOpenedByLink({ method, isPage, fetchSite, fetchMode, fetchDest, purpose, origin }: RequestFacts): boolean {
  if (method !== 'GET' || !isPage || purpose !== undefined) return false;
  if (fetchSite === undefined) return origin === undefined;
  return fetchMode === 'navigate' && fetchDest === 'document';
}

/** Accepts only loopback names: another site's name could resolve to this machine (DNS rebinding). */
function isOwnHost(host: string, port: number): boolean {
  const parts = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(host);
  if (parts === null) return false;
  const [, name = '', given = '80'] = parts;
  return isLoopback(name.toLowerCase()) && Number(given) === port;
}

/**
 * `Origin: null` proves nothing: browsers also send it with forms of our own pages, because these have no referrer.
 * `Sec-Fetch-Site` is trusted, because a page cannot forge it.
 */
function isSameOrigin({ origin, fetchSite }: RequestFacts, host: string): boolean {
  const matches = origin?.toLowerCase() === originOf(host);
  if (origin !== undefined && origin !== 'null' && !matches) return false;
  return fetchSite === undefined ? matches : fetchSite === 'same-origin';
}

function originOf(host: string): string {
  return `http://${host.toLowerCase()}`;
}

/** The policy of one response. Development mode adds what React Refresh needs. */
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

/** The headers of every response, including refusals and errors. */
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

/** Files with a hash in their name; Next sets their cache lifetime itself. */
function isStatic(url: string): boolean {
  return url.startsWith('/_next/static/');
}
