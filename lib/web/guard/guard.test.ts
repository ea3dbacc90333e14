import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, type RequestFacts, refusalOf, securityHeaders } from './guard.ts';

const page: RequestFacts = {
  ...{ method: 'GET', url: '/', hosts: ['localhost:3000'], isPage: true },
  ...{ origin: undefined, referer: undefined, apiKey: 'none' },
  ...{ fetchSite: undefined, fetchMode: undefined, fetchDest: undefined, purpose: undefined },
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
  expect(refusalOf({ ...page, ...changes }, 3000)).toBeUndefined();
});

test('needs no port in Host on port 80', () => {
  expect(refusalOf({ ...page, hosts: ['localhost'] }, 80)).toBeUndefined();
});

test.each<[string, readonly string[]]>([
  ['none', []],
  ['two', ['localhost:3000', 'evil.example']],
  ['another name', ['evil.example:3000']],
  ['a name that starts like ours', ['localhost.evil.example:3000']],
  ['a name that starts like an IP address', ['127.0.0.1.evil.example:3000']],
  ['another port', ['localhost:3001']],
  ['no port', ['localhost']],
  ['another address of this machine', ['192.168.0.7:3000']],
  ['0.0.0.0', ['0.0.0.0:3000']],
  ['a user part', ['localhost:3000@evil.example']],
  ['nothing', ['']],
])('refuses a Host that is %s', (_, hosts) => {
  expect(refusalOf({ ...page, hosts }, 3000)).toMatchObject({ code: 'host_unknown' });
});

test.each(['http://evil.example/', 'evil', '*'])('refuses the target %s', (url) => {
  expect(refusalOf({ ...page, url }, 3000)).toMatchObject({ code: 'request_target_malformed' });
});

test.each([
  ['/jobs/%zz', '/jobs/%ff', '/jobs?x=%', '/jobs?x=%c3%28', '/v3/table/list/%E3%81', '/api/v1/jobs/%c0%af'],
  ['/api/v1/../../settings', '/api/v1/%2e%2e/%2E./settings', '/v3/./job', '/api/v1/..', '/api/v1\\..\\settings'],
])('refuses ambiguous URLs, also with a key', (...urls) => {
  for (const url of urls)
    for (const apiKey of ['none', 'valid'] as const)
      expect([url, refusalOf({ ...page, url, apiKey }, 3000)]).toEqual([url, { code: 'address_malformed' }]);
});

test.each(['/a%20b', '/%E3%81%82?x=%E3%81%82&y=1+2', '/..a/b..', '/jobs?at=..', '/jobs?x=/../'])(
  'accepts the URL %s',
  (url) => {
    expect(refusalOf({ ...page, url }, 3000)).toBeUndefined();
  },
);

describe('a read', () => {
  const handler: Partial<RequestFacts> = { url: '/jobs/1/rejected.csv', isPage: false };

  test.each<[string, Partial<RequestFacts>]>([
    ['our own page', { fetchSite: 'same-origin', fetchMode: 'cors', fetchDest: 'empty' }],
    ['a typed URL or a bookmark', { fetchSite: 'none', fetchMode: 'navigate', fetchDest: 'document' }],
    ['a program', {}],
    ['an older browser on our own page', { referer: 'http://localhost:3000/jobs' }],
    ['a script in an older browser that sends Origin', { origin: 'http://localhost:3000' }],
  ])('is allowed for %s', (_, changes) => {
    for (const to of [{}, handler]) expect(refusalOf({ ...page, ...to, ...changes }, 3000)).toBeUndefined();
  });

  test('of a page is allowed by a link on another site', () => {
    expect(refusalOf(link, 3000)).toBeUndefined();
    expect(refusalOf({ ...link, fetchSite: 'same-site' }, 3000)).toBeUndefined();
    expect(refusalOf({ ...page, referer: 'https://wiki.example/' }, 3000)).toBeUndefined();
  });

  test.each<[string, Partial<RequestFacts>]>([
    ['an image', { fetchMode: 'no-cors', fetchDest: 'image' }],
    ['a fetch', { fetchMode: 'cors', fetchDest: 'empty', origin: 'https://evil.example' }],
    ['a frame', { fetchDest: 'iframe' }],
    ['an object', { fetchDest: 'object' }],
    ['a prefetch', { fetchMode: 'no-cors', fetchDest: 'empty' }],
    ['a prerendered page', { purpose: 'prefetch;prerender' }],
    ['a link to a route handler', handler],
    ['a navigation with another method than GET', { method: 'HEAD' }],
    ['a browser without Sec-Fetch-Mode', { fetchMode: undefined, fetchDest: undefined }],
    ['several sites at once', { fetchSite: 'same-origin,cross-site', fetchDest: 'image' }],
    ['a preflight', { method: 'OPTIONS', fetchMode: 'cors', origin: 'https://evil.example' }],
  ])('is refused for %s on another site', (_, changes) => {
    expect(refusalOf({ ...link, ...changes }, 3000)).toEqual({ code: 'cross_site_read' });
    expect(refusalOf({ ...link, fetchSite: 'same-site', ...changes }, 3000)).toEqual({ code: 'cross_site_read' });
  });

  test.each<[string, Partial<RequestFacts>]>([
    ['an image or a link', { ...handler, referer: 'https://evil.example/' }],
    ['a host that starts like ours', { ...handler, referer: 'http://localhost:3000.evil.example/' }],
    ['a script', { origin: 'https://evil.example' }],
    ['a script without an origin', { origin: 'null' }],
    ['a script on another port of this machine', { origin: 'http://localhost:9000' }],
  ])('is refused for %s on another site in an older browser', (_, changes) => {
    expect(refusalOf({ ...page, ...changes }, 3000)).toEqual({ code: 'cross_site_read' });
  });

  test('of an API requires a key', () => {
    const changes = { ...link, url: '/api/v1/jobs', isPage: false };
    expect(refusalOf(changes, 3000)).toEqual({ code: 'api_key_required' });
    expect(refusalOf({ ...changes, apiKey: 'valid' }, 3000)).toBeUndefined();
  });
});

describe('a change', () => {
  test.each<[string, Partial<RequestFacts>]>([
    ['both headers', {}],
    ['Origin alone', { fetchSite: undefined }],
    ['Sec-Fetch-Site alone', { origin: undefined }],
    ['a form without scripts, whose missing referrer makes Origin null', { origin: 'null' }],
    ['the typed host name', { hosts: ['127.0.0.1:3000'], origin: 'http://127.0.0.1:3000' }],
  ])('is allowed with %s', (_, changes) => {
    expect(refusalOf({ ...form, ...changes }, 3000)).toBeUndefined();
  });

  test.each<[string, Partial<RequestFacts>]>([
    ['neither header', { origin: undefined, fetchSite: undefined }],
    ['Origin null alone', { origin: 'null', fetchSite: undefined }],
    ['another origin', { origin: 'https://evil.example', fetchSite: undefined }],
    ['another origin that claims to be same', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:9000', fetchSite: 'same-site' }],
    ['another scheme', { origin: 'https://localhost:3000', fetchSite: undefined }],
    ['our other name', { origin: 'http://127.0.0.1:3000', fetchSite: undefined }],
    ['cross-site', { origin: undefined, fetchSite: 'cross-site' }],
    ['same-site', { origin: undefined, fetchSite: 'same-site' }],
    ['no site', { origin: undefined, fetchSite: 'none' }],
  ])('is refused with %s', (_, changes) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      expect(refusalOf({ ...form, ...changes, method }, 3000)).toEqual({ code: 'cross_site_change' });
    }
  });
});

describe('an API key in the header', () => {
  const elsewhere: Partial<RequestFacts> = { method: 'POST', origin: 'https://evil.example', fetchSite: 'cross-site' };
  const program: RequestFacts = { ...page, url: '/api/v1/exports', isPage: false };

  test('that is valid allows cross-site requests on both APIs, but no other Host', () => {
    for (const url of ['/api/v1/exports', '/v3/job/list']) {
      const changes = { ...program, ...elsewhere, url, apiKey: 'valid' } as const;
      expect(refusalOf(changes, 3000)).toBeUndefined();
      expect(refusalOf({ ...changes, hosts: ['evil.example:3000'] }, 3000)).toMatchObject({ code: 'host_unknown' });
    }
  });

  test.each(['/', '/settings/api-keys', '/api/jobs', '/api/v1', '/api/v10/jobs', '//api/v1/jobs', '/metrics'])(
    'is refused at %s, whatever its status and origin',
    (url) => {
      for (const changes of [page, form, { ...page, ...elsewhere }])
        for (const apiKey of ['valid', 'wrong', 'suspended'] as const)
          expect(refusalOf({ ...changes, url, apiKey }, 3000)).toEqual({ code: 'api_key_elsewhere' });
    },
  );

  test('that is wrong or suspended is refused, even if no key is needed', () => {
    for (const changes of [{}, elsewhere]) {
      expect(refusalOf({ ...program, ...changes, apiKey: 'wrong' }, 3000)).toEqual({ code: 'api_key_wrong' });
      expect(refusalOf({ ...program, ...changes, apiKey: 'suspended' }, 3000)).toEqual({ code: 'api_key_suspended' });
    }
  });

  test('is required of programs on the APIs', () => {
    expect(refusalOf({ ...program, ...elsewhere }, 3000)).toEqual({ code: 'api_key_required' });
    expect(refusalOf({ ...page, ...elsewhere, url: '/api/v10' }, 3000)).toEqual({ code: 'cross_site_change' });
  });
});

test('the policy allows no script without the nonce, and eval in development only', () => {
  expect(contentSecurityPolicy('abc', false)).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(contentSecurityPolicy('abc', false)).not.toContain('unsafe-eval');
  expect(contentSecurityPolicy('abc', true)).toContain("'unsafe-eval'");
});

test('only files with a hash in their name may be cached', () => {
  expect(securityHeaders('/jobs/1', 'p')).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  expect(securityHeaders('/_next/static/a.js', 'p')).not.toHaveProperty('cache-control');
  expect(securityHeaders('/_next/static/a.js', 'p')).toHaveProperty('x-content-type-options', 'nosniff');
});
