import { API_PATH } from '../api/address.ts';
import { isLoopback } from '../core/access/loopback.ts';
import type { IssueParams } from '../core/record/issue.ts';
import { isOfTd } from '../td-api/find-route.ts';

/** What came of the API key in a request's header. */
export type KeyJudgement = 'none' | 'wrong' | 'suspended' | 'valid';

/** What the guard looks at in a request; every `Host` header, because two of them are an attack. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly hosts: readonly string[];
  readonly origin: string | undefined;
  readonly referer: string | undefined;
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDest: string | undefined;
  /** `Sec-Purpose`: set where a browser loads what nobody has opened yet. */
  readonly purpose: string | undefined;
  readonly apiKey: KeyJudgement;
  /** Whether the address is one of a page, which a person may open by a link. */
  readonly isPage: boolean;
}

/** Why a request goes no further: the code of its text in the message files. */
export interface Refusal {
  readonly code: string;
  readonly params?: IssueParams;
}

export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Why this request goes no further, or undefined where it may. */
export function refusalOf(asked: Asked, port: number): Refusal | undefined {
  const [host, ...more] = asked.hosts;
  if (!asked.url.startsWith('/')) return { code: 'request_target_malformed' };
  if (host === undefined || more.length > 0 || !isOurs(host, port)) return { code: 'host_unknown', params: { port } };
  if (!isPlainAddress(asked.url)) return { code: 'address_malformed' };
  return refusalOfKey(asked) ?? refusalOfOrigin(asked, host);
}

/** API keys are valid for the APIs only, so that a key cannot create others through the console's pages. */
function refusalOfKey({ url, apiKey }: Asked): Refusal | undefined {
  if (apiKey === 'none') return undefined;
  if (!isForPrograms(url)) return { code: 'api_key_elsewhere' };
  return apiKey === 'valid' ? undefined : { code: `api_key_${apiKey}` };
}

function refusalOfOrigin(asked: Asked, host: string): Refusal | undefined {
  // Browsers do not send API keys by themselves, so a request with a valid key is not cross-site.
  if (asked.apiKey === 'valid') return undefined;
  const isSafe = SAFE_METHODS.has(asked.method);
  if (isSafe ? !isFromElsewhere(asked, host) || isOpenedByLink(asked) : isSameOrigin(asked, host)) return undefined;
  if (isForPrograms(asked.url)) return { code: 'api_key_required' };
  return { code: isSafe ? 'cross_site_read' : 'cross_site_change' };
}

/** Whether an address is one of the two APIs, which API keys open. */
export function isForPrograms(url: string): boolean {
  return url.startsWith(`${API_PATH}/`) || isOfTd(url);
}

/**
 * Parsers differ on malformed percent-encoding, invalid UTF-8, dot segments and backslashes: the guard and the router must
 * not see different paths.
 */
function isPlainAddress(url: string): boolean {
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
function isFromElsewhere({ origin, referer, fetchSite }: Asked, host: string): boolean {
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (origin !== undefined) return origin.toLowerCase() !== originOf(host);
  return referer !== undefined && !`${referer.toLowerCase()}/`.startsWith(`${originOf(host)}/`);
}

/** Links from other sites may open pages, but not other routes, and not as a prefetch. */
function isOpenedByLink({ method, isPage, fetchSite, fetchMode, fetchDest, purpose, origin }: Asked): boolean {
  if (method !== 'GET' || !isPage || purpose !== undefined) return false;
  if (fetchSite === undefined) return origin === undefined;
  return fetchMode === 'navigate' && fetchDest === 'document';
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
  const matches = origin?.toLowerCase() === originOf(host);
  if (origin !== undefined && origin !== 'null' && !matches) return false;
  return fetchSite === undefined ? matches : fetchSite === 'same-origin';
}

function originOf(host: string): string {
  return `http://${host.toLowerCase()}`;
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
