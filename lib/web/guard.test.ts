import { describe, expect, test } from 'vitest';
import { type Asked, contentSecurityPolicy, refusalOf, securityHeaders } from './guard.ts';

const page: Asked = {
  ...{ method: 'GET', url: '/', hosts: ['localhost:3000'] },
  ...{ origin: undefined, fetchSite: undefined, apiKey: 'none' },
};
const form: Asked = { ...page, method: 'POST', fetchSite: 'same-origin', origin: 'http://localhost:3000' };

test.each<[string, Partial<Asked>]>([
  ['the plain name', {}],
  ['IPv4', { hosts: ['127.0.0.1:3000'] }],
  ['IPv6', { hosts: ['[::1]:3000'] }],
  ['capitals', { hosts: ['LocalHost:3000'] }],
  ['a safe method from anywhere', { origin: 'https://evil.example', fetchSite: 'cross-site' }],
  ['HEAD', { method: 'HEAD' }],
  ['OPTIONS', { method: 'OPTIONS', origin: 'https://evil.example' }],
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
  expect(refusalOf({ ...page, hosts }, 3000)).toMatchObject({ status: 421 });
});

test.each(['http://evil.example/', 'evil', '*'])('refuses the target %s', (url) => {
  expect(refusalOf({ ...page, url }, 3000)).toMatchObject({ status: 400 });
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
      expect(refusalOf({ ...form, ...asked, method }, 3000)).toMatchObject({ status: 403 });
    }
  });
});

describe('an API key in the header', () => {
  const elsewhere: Partial<Asked> = { method: 'POST', origin: 'https://evil.example', fetchSite: 'cross-site' };

  test('that is valid stands for the same origin, and for no other Host', () => {
    expect(refusalOf({ ...page, ...elsewhere, apiKey: 'valid' }, 3000)).toBeUndefined();
    expect(refusalOf({ ...page, apiKey: 'valid', hosts: ['evil.example:3000'] }, 3000)).toMatchObject({ status: 421 });
  });

  test('that is wrong is refused, also where none would be needed', () => {
    for (const asked of [page, form, { ...page, ...elsewhere }]) {
      expect(refusalOf({ ...asked, apiKey: 'wrong' }, 3000)).toMatchObject({ status: 401, code: 'api_key_wrong' });
    }
  });

  test('is what a program is told that it lacks', () => {
    const refusal = refusalOf({ ...page, ...elsewhere, url: '/api/v1/exports' }, 3000);
    expect(refusal).toMatchObject({ status: 401, code: 'api_key_required' });
    expect(refusalOf({ ...page, ...elsewhere, url: '/api/v10' }, 3000)).toMatchObject({ status: 403 });
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
