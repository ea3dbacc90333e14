import { describe, expect, test } from 'vitest';
import { type Asked, contentSecurityPolicy, refusalOf, securityHeaders } from './guard.ts';

const page: Asked = {
  ...{ method: 'GET', url: '/', hosts: ['localhost:3000'], isPage: true },
  ...{ origin: undefined, referer: undefined, apiKey: 'none' },
  ...{ fetchSite: undefined, fetchMode: undefined, fetchDest: undefined, purpose: undefined },
};
const link: Asked = { ...page, fetchSite: 'cross-site', fetchMode: 'navigate', fetchDest: 'document' };
const form: Asked = { ...page, method: 'POST', fetchSite: 'same-origin', origin: 'http://localhost:3000' };

test.each<[string, Partial<Asked>]>([
  ['the plain name', {}],
  ['IPv4', { hosts: ['127.0.0.1:3000'] }],
  ['IPv6', { hosts: ['[::1]:3000'] }],
  ['capitals', { hosts: ['LocalHost:3000'] }],
  ['HEAD', { method: 'HEAD' }],
  ['OPTIONS', { method: 'OPTIONS' }],
])('lets %s in', (_, asked) => {
  expect(refusalOf({ ...page, ...asked }, 3000)).toBeUndefined();
});

test('needs no port in Host on port 80', () => {
  expect(refusalOf({ ...page, hosts: ['localhost'] }, 80)).toBeUndefined();
});

test.each<[string, readonly string[]]>([
  ['none', []],
  ['two', ['localhost:3000', 'evil.example']],
  ['another name', ['evil.example:3000']],
  ['a name that begins like ours', ['localhost.evil.example:3000']],
  ['a name that begins like an address', ['127.0.0.1.evil.example:3000']],
  ['another port', ['localhost:3001']],
  ['no port', ['localhost']],
  ['this machine by another address', ['192.168.0.7:3000']],
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
])('refuses addresses that can be read in two ways, with a key as well', (...urls) => {
  for (const url of urls)
    for (const apiKey of ['none', 'valid'] as const)
      expect([url, refusalOf({ ...page, url, apiKey }, 3000)]).toEqual([url, { code: 'address_malformed' }]);
});

test.each(['/a%20b', '/%E3%81%82?x=%E3%81%82&y=1+2', '/..a/b..', '/jobs?at=..', '/jobs?x=/../'])('reads %s', (url) => {
  expect(refusalOf({ ...page, url }, 3000)).toBeUndefined();
});

describe('a read', () => {
  const handler: Partial<Asked> = { url: '/jobs/1/rejected.csv', isPage: false };

  test.each<[string, Partial<Asked>]>([
    ['a page of ours', { fetchSite: 'same-origin', fetchMode: 'cors', fetchDest: 'empty' }],
    ['what was typed or kept as a bookmark', { fetchSite: 'none', fetchMode: 'navigate', fetchDest: 'document' }],
    ['a program', {}],
    ['an older browser on a page of ours', { referer: 'http://localhost:3000/jobs' }],
    ['an older browser whose script says where it is', { origin: 'http://localhost:3000' }],
  ])('is answered to %s', (_, asked) => {
    for (const to of [{}, handler]) expect(refusalOf({ ...page, ...to, ...asked }, 3000)).toBeUndefined();
  });

  test('of a page is answered to whoever follows a link on another site', () => {
    expect(refusalOf(link, 3000)).toBeUndefined();
    expect(refusalOf({ ...link, fetchSite: 'same-site' }, 3000)).toBeUndefined();
    expect(refusalOf({ ...page, referer: 'https://wiki.example/' }, 3000)).toBeUndefined();
  });

  test.each<[string, Partial<Asked>]>([
    ['an image', { fetchMode: 'no-cors', fetchDest: 'image' }],
    ['a fetch', { fetchMode: 'cors', fetchDest: 'empty', origin: 'https://evil.example' }],
    ['a frame', { fetchDest: 'iframe' }],
    ['an object', { fetchDest: 'object' }],
    ['a prefetch', { fetchMode: 'no-cors', fetchDest: 'empty' }],
    ['a page that is loaded ahead', { purpose: 'prefetch;prerender' }],
    ['a link to what is no page', handler],
    ['a navigation that is no GET', { method: 'HEAD' }],
    ['a browser without Sec-Fetch-Mode', { fetchMode: undefined, fetchDest: undefined }],
    ['several sites at once', { fetchSite: 'same-origin,cross-site', fetchDest: 'image' }],
    ['a preflight', { method: 'OPTIONS', fetchMode: 'cors', origin: 'https://evil.example' }],
  ])('is refused to %s on another site', (_, asked) => {
    expect(refusalOf({ ...link, ...asked }, 3000)).toEqual({ code: 'cross_site_read' });
    expect(refusalOf({ ...link, fetchSite: 'same-site', ...asked }, 3000)).toEqual({ code: 'cross_site_read' });
  });

  test.each<[string, Partial<Asked>]>([
    ['an image or a link', { ...handler, referer: 'https://evil.example/' }],
    ['a host that begins like ours', { ...handler, referer: 'http://localhost:3000.evil.example/' }],
    ['a script', { origin: 'https://evil.example' }],
    ['a script without an origin', { origin: 'null' }],
    ['a script on another port of this machine', { origin: 'http://localhost:9000' }],
  ])('is refused to %s on another site in an older browser', (_, asked) => {
    expect(refusalOf({ ...page, ...asked }, 3000)).toEqual({ code: 'cross_site_read' });
  });

  test('of an API lacks a key', () => {
    const asked = { ...link, url: '/api/v1/jobs', isPage: false };
    expect(refusalOf(asked, 3000)).toEqual({ code: 'api_key_required' });
    expect(refusalOf({ ...asked, apiKey: 'valid' }, 3000)).toBeUndefined();
  });
});

describe('a change', () => {
  test.each<[string, Partial<Asked>]>([
    ['both headers', {}],
    ['Origin alone', { fetchSite: undefined }],
    ['Sec-Fetch-Site alone', { origin: undefined }],
    ['a form without scripts: no referrer makes its Origin null', { origin: 'null' }],
    ['the address that was typed', { hosts: ['127.0.0.1:3000'], origin: 'http://127.0.0.1:3000' }],
  ])('is taken with %s', (_, asked) => {
    expect(refusalOf({ ...form, ...asked }, 3000)).toBeUndefined();
  });

  test.each<[string, Partial<Asked>]>([
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
  ])('is refused with %s', (_, asked) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      expect(refusalOf({ ...form, ...asked, method }, 3000)).toEqual({ code: 'cross_site_change' });
    }
  });
});

describe('an API key in the header', () => {
  const elsewhere: Partial<Asked> = { method: 'POST', origin: 'https://evil.example', fetchSite: 'cross-site' };
  const program: Asked = { ...page, url: '/api/v1/exports', isPage: false };

  test('that is valid stands for the same origin on both APIs, and for no other Host', () => {
    for (const url of ['/api/v1/exports', '/v3/job/list']) {
      const asked = { ...program, ...elsewhere, url, apiKey: 'valid' } as const;
      expect(refusalOf(asked, 3000)).toBeUndefined();
      expect(refusalOf({ ...asked, hosts: ['evil.example:3000'] }, 3000)).toMatchObject({ code: 'host_unknown' });
    }
  });

  test.each(['/', '/settings/api-keys', '/api/jobs', '/api/v1', '/api/v10/jobs', '//api/v1/jobs', '/metrics'])(
    'opens nothing at %s, whatever it is and wherever it comes from',
    (url) => {
      for (const asked of [page, form, { ...page, ...elsewhere }])
        for (const apiKey of ['valid', 'wrong', 'suspended'] as const)
          expect(refusalOf({ ...asked, url, apiKey }, 3000)).toEqual({ code: 'api_key_elsewhere' });
    },
  );

  test('that is wrong or suspended is refused, also where none would be needed', () => {
    for (const asked of [{}, elsewhere]) {
      expect(refusalOf({ ...program, ...asked, apiKey: 'wrong' }, 3000)).toEqual({ code: 'api_key_wrong' });
      expect(refusalOf({ ...program, ...asked, apiKey: 'suspended' }, 3000)).toEqual({ code: 'api_key_suspended' });
    }
  });

  test('is what a program is told that it lacks', () => {
    expect(refusalOf({ ...program, ...elsewhere }, 3000)).toEqual({ code: 'api_key_required' });
    expect(refusalOf({ ...page, ...elsewhere, url: '/api/v10' }, 3000)).toEqual({ code: 'cross_site_change' });
  });
});

test('the policy allows no script without the nonce, and eval in development only', () => {
  expect(contentSecurityPolicy('abc', false)).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(contentSecurityPolicy('abc', false)).not.toContain('unsafe-eval');
  expect(contentSecurityPolicy('abc', true)).toContain("'unsafe-eval'");
});

test('nothing is kept but files named by their hash', () => {
  expect(securityHeaders('/jobs/1', 'p')).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  expect(securityHeaders('/_next/static/a.js', 'p')).not.toHaveProperty('cache-control');
  expect(securityHeaders('/_next/static/a.js', 'p')).toHaveProperty('x-content-type-options', 'nosniff');
});
