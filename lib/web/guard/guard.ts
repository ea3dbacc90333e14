import { API_PATH } from '../../api/request-path.ts';
import type { IssueParams } from '../../core/issue.ts';
import { isTdUrl } from '../../td-api/find-route.ts';
import { type ConnectionFacts, isLocal, type OwnAddress, ownOrigin } from './own-origin.ts';

/** The status of the API key in a request's header. */
export type KeyStatus = 'none' | 'wrong' | 'expired' | 'suspended' | 'valid';

/** The facts about a request that the guard checks. */
export interface RequestFacts extends ConnectionFacts {
  readonly method: string;
  readonly url: string;
  readonly origin: string | undefined;
  readonly referer: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDest: string | undefined;
  /** `Sec-Purpose`: set when a browser prefetches. */
  readonly purpose: string | undefined;
  readonly apiKey: KeyStatus;
  /** Whether the URL belongs to a page, which a person may open by a link. */
  readonly isPage: boolean;
}

/** Why a request is refused: the code of its text in the message files. */
export interface Refusal {
  readonly code: string;
  readonly params?: IssueParams;
}

export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Next fails with an error of its own for others, such as TRACE. */
const METHODS: readonly string[] = [...SAFE_METHODS, 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The reason to refuse a request, or undefined if it is allowed. */
export function refusalOf(request: RequestFacts, address: OwnAddress): Refusal | undefined {
  if (!request.url.startsWith('/')) return { code: 'request_target_malformed' };
  const origin = ownOrigin(request, address);
  if (origin === undefined) return refusalOfHost(address);
  if (!isUnambiguousUrl(request.url)) return { code: 'address_malformed' };
  if (!METHODS.includes(request.method)) return { code: 'method_not_allowed', params: { methods: METHODS.join(', ') } };
  return refusalOfTransport(request, address) ?? refusalOfKey(request) ?? refusalOfOrigin(request, origin);
}

function refusalOfHost({ port, publicUrl: url }: OwnAddress): Refusal {
  return url === undefined ? { code: 'host_unknown', params: { port } } : { code: 'host_not_public', params: { url } };
}

/** Refuses a request to the public URL unless it is encrypted up to the console or to a trusted proxy. */
function refusalOfTransport(request: RequestFacts, address: OwnAddress): Refusal | undefined {
  if (isLocal(request, address)) return undefined;
  const params = { url: address.publicUrl ?? '' };
  if (request.transport === 'plain') return { code: 'proxy_required', params };
  return request.transport === 'plain-proxy' ? { code: 'https_required', params } : undefined;
}

/**
 * API keys are valid only at the addresses for programs, so that a key cannot create other keys through the console's
 * pages.
 */
function refusalOfKey({ url, apiKey }: RequestFacts): Refusal | undefined {
  if (apiKey === 'none') return undefined;
  if (!isApiUrl(url) && !isMonitoringUrl(url)) return { code: 'api_key_elsewhere' };
  return apiKey === 'valid' ? undefined : { code: `api_key_${apiKey}` };
}

/** Whether a request was refused because of its API key. */
export function isKeyRefusal({ code }: Refusal): boolean {
  return KEY_REFUSALS.has(code);
}

const KEY_REFUSALS: ReadonlySet<string> = new Set([
  'api_key_elsewhere',
  'api_key_wrong',
  'api_key_expired',
  'api_key_suspended',
]);

function refusalOfOrigin(request: RequestFacts, consoleOrigin: string): Refusal | undefined {
  // Browsers do not send API keys by themselves, so a request with a valid key is not cross-site.
  if (request.apiKey === 'valid') return undefined;
  const isRead = SAFE_METHODS.has(request.method);
  const isAllowed = isRead
    ? !isCrossSite(request, consoleOrigin) || isOpenedByLink(request)
    : isSameOrigin(request, consoleOrigin);
  if (isAllowed) return undefined;
  if (isApiUrl(request.url)) return { code: 'api_key_required' };
  return { code: isRead ? 'cross_site_read' : 'cross_site_change' };
}

/** Whether a URL belongs to one of the two APIs, which accept API keys. */
export function isApiUrl(url: string): boolean {
  return url.startsWith(`${API_PATH}/`) || isTdUrl(url);
}

/** Whether monitoring reads this URL, for which it needs no key on this machine. */
export function isMonitoringUrl(url: string): boolean {
  return /^\/(?:metrics|readyz)(?:\?|$)/.test(url);
}

/**
 * Whether a URL has no malformed percent-encoding, invalid UTF-8, dot segments or backslashes. Parsers differ on them,
 * and the guard and the router must not see different paths.
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
 * Whether this is a cross-site request of a browser. Browsers before 2023 send Origin or Referer instead of
 * `Sec-Fetch-Site`; a client that sends none of the three is not a browser.
 */
function isCrossSite({ origin, referer, fetchSite }: RequestFacts, consoleOrigin: string): boolean {
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (origin !== undefined) return origin.toLowerCase() !== consoleOrigin;
  return referer !== undefined && !`${referer.toLowerCase()}/`.startsWith(`${consoleOrigin}/`);
}

/** Links from other sites may open pages, but not other routes, and not as a prefetch. */
function isOpenedByLink({ method, isPage, fetchSite, fetchMode, fetchDest, purpose, origin }: RequestFacts): boolean {
  if (method !== 'GET' || !isPage || purpose !== undefined) return false;
  if (fetchSite === undefined) return origin === undefined;
  return fetchMode === 'navigate' && fetchDest === 'document';
}

/**
 * `Origin: null` proves nothing: browsers also send it with forms of our own pages, because our pages send no referrer.
 * `Sec-Fetch-Site` is trusted, because a page cannot forge it.
 */
function isSameOrigin({ origin, fetchSite }: RequestFacts, consoleOrigin: string): boolean {
  const matches = origin?.toLowerCase() === consoleOrigin;
  if (origin !== undefined && origin !== 'null' && !matches) return false;
  return fetchSite === undefined ? matches : fetchSite === 'same-origin';
}

/** The policy of one response. Development mode adds what React Refresh needs. */
export function contentSecurityPolicy(nonce: string, { dev }: { readonly dev: boolean }): string {
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

const HSTS = 'max-age=31536000';

/**
 * The headers of every response, including refusals and errors. `isPublic`: whether the request was sent to the public
 * URL, which uses HTTPS.
 */
export function securityHeaders(
  url: string,
  policy: string,
  { isPublic }: { readonly isPublic: boolean },
): Record<string, string> {
  return {
    ...(isPublic && { 'strict-transport-security': HSTS }),
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(isStatic(url) ? {} : { 'cache-control': 'no-store' }),
  };
}

/** Whether a URL is a file with a hash in its name, whose cache lifetime Next sets. */
function isStatic(url: string): boolean {
  return url.startsWith('/_next/static/');
}
