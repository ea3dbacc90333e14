import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, type RequestFacts, refusalOf, securityHeaders } from './guard.ts';

const LOCAL = { port: 3000, publicUrl: undefined };

const page: RequestFacts = {
  method: 'GET',
  url: '/',
  isPage: true,
  hosts: ['localhost:3000'],
  client: '127.0.0.1',
  transport: 'plain',
  origin: undefined,
  referer: undefined,
  apiKey: 'none',
  fetchSite: undefined,
  fetchMode: undefined,
  fetchDest: undefined,
  purpose: undefined,
};
const link: RequestFacts = { ...page, fetchSite: 'cross-site', fetchMode: 'navigate', fetchDest: 'document' };
const form: RequestFacts = { ...page, method: 'POST', fetchSite: 'same-origin', origin: 'http://localhost:3000' };

test.each<[string, Partial<RequestFacts>]>([
  ['the plain name', {}],
  ['IPv4', { hosts: ['127.0.0.1:3000'] }],
  ['IPv6', { hosts: ['[::1]:3000'] }],
  ['capitals', { hosts: ['LocalHost:3000'] }],
  ['HEAD', { method: 'HEAD' }],
  ['OPTIONS', { method: 'OPTIONS' }],
])('allows %s', (_, changes) => {
  expect(refusalOf({ ...page, ...changes }, LOCAL)).toBeUndefined();
});

test('needs no port in Host on port 80', () => {
  expect(refusalOf({ ...page, hosts: ['localhost'] }, { port: 80, publicUrl: undefined })).toBeUndefined();
});

test.each<[string, readonly string[]]>([
  ['missing', []],
  ['sent twice', ['localhost:3000', 'evil.example']],
  ['another name', ['evil.example:3000']],
  ['a name that starts like ours', ['localhost.evil.example:3000']],
  ['a name that starts like an IP address', ['127.0.0.1.evil.example:3000']],
  ['a name with another port', ['localhost:3001']],
  ['a name without a port', ['localhost']],
  ['another address of this machine', ['192.168.0.7:3000']],
  ['0.0.0.0', ['0.0.0.0:3000']],
  ['a name with a user', ['localhost:3000@evil.example']],
  ['empty', ['']],
])('refuses a Host that is %s', (_, hosts) => {
  expect(refusalOf({ ...page, hosts }, LOCAL)).toMatchObject({ code: 'host_unknown' });
});

test.each(['http://evil.example/', 'evil', '*'])('refuses the target %s', (url) => {
  expect(refusalOf({ ...page, url }, LOCAL)).toMatchObject({ code: 'request_target_malformed' });
});

test.each(['TRACE', 'CONNECT', 'PROPFIND'])('%s is refused before Next, which would fail', (method) => {
  expect(refusalOf({ ...page, method }, LOCAL)).toMatchObject({ code: 'method_not_allowed' });
});

test.each<[string, readonly string[]]>([
  [
    'malformed percent-encoding or invalid UTF-8',
    ['/jobs/%zz', '/jobs/%ff', '/jobs?x=%', '/jobs?x=%c3%28', '/v3/table/list/%E3%81', '/api/v1/jobs/%c0%af'],
  ],
  [
    'dot segments or backslashes',
    ['/api/v1/../../settings', '/api/v1/%2e%2e/%2E./settings', '/v3/./job', '/api/v1/..', '/api/v1\\..\\settings'],
  ],
])('refuses URLs with %s, even with a key', (_, urls) => {
  for (const url of urls)
    for (const apiKey of ['none', 'valid'] as const)
      expect([url, refusalOf({ ...page, url, apiKey }, LOCAL)]).toEqual([url, { code: 'address_malformed' }]);
});

test.each(['/a%20b', '/%E3%81%82?x=%E3%81%82&y=1+2', '/..a/b..', '/jobs?at=..', '/jobs?x=/../'])(
  'accepts the URL %s',
  (url) => {
    expect(refusalOf({ ...page, url }, LOCAL)).toBeUndefined();
  },
);

describe('at the public URL', () => {
  const PUBLIC = { port: 3000, publicUrl: 'https://console.example.com' };
  const proxied: RequestFacts = {
    ...page,
    hosts: ['console.example.com'],
    client: '192.0.2.1',
    transport: 'proxy',
  };

  test.each<[string, Partial<RequestFacts>]>([
    ["over the console's own TLS", { transport: 'tls' }],
    ['through a proxy', {}],
    ['with the default port', { hosts: ['Console.example.com:443'] }],
    ['from this machine through the proxy', { client: '127.0.0.1' }],
    ['by a loopback name on this machine', { hosts: ['localhost:3000'], client: '127.0.0.1', transport: 'plain' }],
  ])('a request is allowed %s', (_, changes) => {
    expect(refusalOf({ ...proxied, ...changes }, PUBLIC)).toBeUndefined();
  });

  test.each<[string, Partial<RequestFacts>, string]>([
    ['past the proxy', { transport: 'plain' }, 'proxy_required'],
    ['over HTTP to the proxy', { transport: 'plain-proxy' }, 'https_required'],
    ['to another name', { hosts: ['evil.example'] }, 'host_not_public'],
    ['to another port', { hosts: ['console.example.com:3000'] }, 'host_not_public'],
    ['to two names', { hosts: ['console.example.com', 'evil.example'] }, 'host_not_public'],
    ['to a name with a user', { hosts: ['x@console.example.com'] }, 'host_not_public'],
    ['to a loopback name, from elsewhere', { hosts: ['localhost:3000'] }, 'host_not_public'],
    ['to the address that the console listens on', { hosts: ['10.0.0.1:3000'], transport: 'plain' }, 'host_not_public'],
  ])('a request is refused %s', (_, changes, code) => {
    for (const apiKey of ['none', 'valid'] as const)
      expect(refusalOf({ ...proxied, url: '/api/v1/jobs', ...changes, apiKey }, PUBLIC)).toMatchObject({ code });
  });

  test('a change must come from the public origin', () => {
    const change: RequestFacts = { ...proxied, method: 'POST' };
    expect(refusalOf({ ...change, origin: 'https://console.example.com' }, PUBLIC)).toBeUndefined();
    for (const origin of ['http://console.example.com', 'https://evil.example', 'http://localhost:3000', undefined])
      expect(refusalOf({ ...change, origin }, PUBLIC)).toEqual({ code: 'cross_site_change' });
  });

  test('only responses at this URL make the browser use HTTPS for later requests', () => {
    expect(securityHeaders('/', 'p', { isPublic: true })).toHaveProperty(
      'strict-transport-security',
      'max-age=31536000',
    );
    expect(securityHeaders('/', 'p', { isPublic: false })).not.toHaveProperty('strict-transport-security');
  });
});

test.each(['/metrics', '/metrics?x=1', '/readyz'])('%s accepts a valid key', (url) => {
  const program: RequestFacts = { ...page, url, isPage: false };
  expect(refusalOf({ ...program, apiKey: 'valid' }, LOCAL)).toBeUndefined();
  expect(refusalOf({ ...program, apiKey: 'wrong' }, LOCAL)).toEqual({ code: 'api_key_wrong' });
});

describe('a read', () => {
  const handler: Partial<RequestFacts> = { url: '/jobs/1/rejected.csv', isPage: false };

  test.each<[string, Partial<RequestFacts>]>([
    ['our own page', { fetchSite: 'same-origin', fetchMode: 'cors', fetchDest: 'empty' }],
    ['a typed URL or a bookmark', { fetchSite: 'none', fetchMode: 'navigate', fetchDest: 'document' }],
    ['a program', {}],
    ['an older browser on our own page', { referer: 'http://localhost:3000/jobs' }],
    ['a script in an older browser that sends Origin', { origin: 'http://localhost:3000' }],
  ])('is allowed for %s', (_, changes) => {
    for (const target of [{}, handler]) expect(refusalOf({ ...page, ...target, ...changes }, LOCAL)).toBeUndefined();
  });

  test('of a page is allowed for a link on another site', () => {
    expect(refusalOf(link, LOCAL)).toBeUndefined();
    expect(refusalOf({ ...link, fetchSite: 'same-site' }, LOCAL)).toBeUndefined();
    expect(refusalOf({ ...page, referer: 'https://wiki.example/' }, LOCAL)).toBeUndefined();
  });

  test.each<[string, Partial<RequestFacts>]>([
    ['an image', { fetchMode: 'no-cors', fetchDest: 'image' }],
    ['a fetch', { fetchMode: 'cors', fetchDest: 'empty', origin: 'https://evil.example' }],
    ['a frame', { fetchDest: 'iframe' }],
    ['an object', { fetchDest: 'object' }],
    ['a prefetch', { fetchMode: 'no-cors', fetchDest: 'empty' }],
    ['a prerendered page', { purpose: 'prefetch;prerender' }],
    ['a link to a route handler', handler],
    ['a navigation with a method other than GET', { method: 'HEAD' }],
    ['a browser without Sec-Fetch-Mode', { fetchMode: undefined, fetchDest: undefined }],
    ['a header that names several sites', { fetchSite: 'same-origin,cross-site', fetchDest: 'image' }],
    ['a preflight', { method: 'OPTIONS', fetchMode: 'cors', origin: 'https://evil.example' }],
  ])('is refused for %s on another site', (_, changes) => {
    expect(refusalOf({ ...link, ...changes }, LOCAL)).toEqual({ code: 'cross_site_read' });
    expect(refusalOf({ ...link, fetchSite: 'same-site', ...changes }, LOCAL)).toEqual({ code: 'cross_site_read' });
  });

  test.each<[string, Partial<RequestFacts>]>([
    ['an image or a link', { ...handler, referer: 'https://evil.example/' }],
    ['a host that starts like ours', { ...handler, referer: 'http://localhost:3000.evil.example/' }],
    ['a script', { origin: 'https://evil.example' }],
    ['a script without an origin', { origin: 'null' }],
    ['a script on another port of this machine', { origin: 'http://localhost:9000' }],
  ])('is refused for %s on another site in an older browser', (_, changes) => {
    expect(refusalOf({ ...page, ...changes }, LOCAL)).toEqual({ code: 'cross_site_read' });
  });

  test('of an API requires a key', () => {
    const request = { ...link, url: '/api/v1/jobs', isPage: false };
    expect(refusalOf(request, LOCAL)).toEqual({ code: 'api_key_required' });
    expect(refusalOf({ ...request, apiKey: 'valid' }, LOCAL)).toBeUndefined();
  });
});

describe('a change', () => {
  test.each<[string, Partial<RequestFacts>]>([
    ['both headers', {}],
    ['Origin alone', { fetchSite: undefined }],
    ['Sec-Fetch-Site alone', { origin: undefined }],
    ['a form without scripts, whose missing referrer makes Origin null', { origin: 'null' }],
    ['an IP address instead of the name', { hosts: ['127.0.0.1:3000'], origin: 'http://127.0.0.1:3000' }],
  ])('is allowed with %s', (_, changes) => {
    expect(refusalOf({ ...form, ...changes }, LOCAL)).toBeUndefined();
  });

  test.each<[string, Partial<RequestFacts>]>([
    ['neither header', { origin: undefined, fetchSite: undefined }],
    ['Origin null alone', { origin: 'null', fetchSite: undefined }],
    ['another origin', { origin: 'https://evil.example', fetchSite: undefined }],
    ['another origin that claims to be the same', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:9000', fetchSite: 'same-site' }],
    ['another scheme', { origin: 'https://localhost:3000', fetchSite: undefined }],
    ['our other name', { origin: 'http://127.0.0.1:3000', fetchSite: undefined }],
    ['cross-site', { origin: undefined, fetchSite: 'cross-site' }],
    ['same-site', { origin: undefined, fetchSite: 'same-site' }],
    ['no site', { origin: undefined, fetchSite: 'none' }],
  ])('is refused with %s', (_, changes) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(refusalOf({ ...form, ...changes, method }, LOCAL)).toEqual({ code: 'cross_site_change' });
    }
  });
});

describe('an API key in the header', () => {
  const elsewhere: Partial<RequestFacts> = { method: 'POST', origin: 'https://evil.example', fetchSite: 'cross-site' };
  const program: RequestFacts = { ...page, url: '/api/v1/exports', isPage: false };

  test('that is valid allows cross-site requests on both APIs, but no other Host', () => {
    for (const url of ['/api/v1/exports', '/v3/job/list']) {
      const request = { ...program, ...elsewhere, url, apiKey: 'valid' } as const;
      expect(refusalOf(request, LOCAL)).toBeUndefined();
      expect(refusalOf({ ...request, hosts: ['evil.example:3000'] }, LOCAL)).toMatchObject({ code: 'host_unknown' });
    }
  });

  test.each(['/', '/settings/api-keys', '/api/jobs', '/api/v1', '/api/v10/jobs', '//api/v1/jobs', '/metrics/'])(
    'is refused at %s, whatever its status and origin',
    (url) => {
      for (const request of [page, form, { ...page, ...elsewhere }])
        for (const apiKey of ['valid', 'wrong', 'expired', 'suspended'] as const)
          expect(refusalOf({ ...request, url, apiKey }, LOCAL)).toEqual({ code: 'api_key_elsewhere' });
    },
  );

  test.each(['wrong', 'expired', 'suspended'] as const)('that is %s is refused, even if no key is needed', (apiKey) => {
    for (const changes of [{}, elsewhere])
      expect(refusalOf({ ...program, ...changes, apiKey }, LOCAL)).toEqual({ code: `api_key_${apiKey}` });
  });

  test('is required of programs on the APIs', () => {
    expect(refusalOf({ ...program, ...elsewhere }, LOCAL)).toEqual({ code: 'api_key_required' });
    expect(refusalOf({ ...page, ...elsewhere, url: '/api/v10' }, LOCAL)).toEqual({ code: 'cross_site_change' });
  });
});

test('the policy allows no script without the nonce, and eval in development only', () => {
  expect(contentSecurityPolicy('abc', { dev: false })).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(contentSecurityPolicy('abc', { dev: false })).not.toContain('unsafe-eval');
  expect(contentSecurityPolicy('abc', { dev: true })).toContain("'unsafe-eval'");
});

test('only files with a hash in their name may be cached', () => {
  expect(securityHeaders('/jobs/1', 'p', { isPublic: false })).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  expect(securityHeaders('/_next/static/a.js', 'p', { isPublic: false })).not.toHaveProperty('cache-control');
  expect(securityHeaders('/_next/static/a.js', 'p', { isPublic: false })).toHaveProperty(
    'x-content-type-options',
    'nosniff',
  );
});
