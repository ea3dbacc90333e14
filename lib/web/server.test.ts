import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '../api/read-body.ts';
import { API_PATH } from '../api/request-path.ts';
import { routes } from '../api/routes.ts';
import { freePort } from '../start/port.ts';
import { tdRoutes } from '../td-api/routes.ts';
import { isUpload } from './guard/body.ts';
import { consolePathsOf } from './guard/console-paths.ts';
import { serverNetworkOf } from './network/server-network.ts';
import { closeServer, createGuardedServer, type GuardedServerOptions } from './server.ts';
import { ANONYMOUS, LOOPBACK_OWNER, VISITOR_HEADER } from './visitor.ts';

let server: Server | undefined;
afterEach(async () => {
  if (server !== undefined) await closeServer(server, 0);
});

const LIMITS: GuardedServerOptions['bodyLimits'] = {
  deadlineMs: 30_000,
  progressMs: 30_000,
  maxUploadBytes: 10_000_000,
};

const LOCAL = { host: '127.0.0.1', publicUrl: undefined, trustedProxies: [] };

async function serve(
  handle: GuardedServerOptions['handle'],
  logError: GuardedServerOptions['logError'] = () => undefined,
  {
    bodyLimits = LIMITS,
    checkKey = async () => 'wrong',
    visitorOf = async () => LOOPBACK_OWNER,
    actorOfKey = async () => ({ kind: 'key', id: '1', role: 'viewer' }),
    noteRefusedKey = async () => undefined,
    network,
  }: Partial<Pick<GuardedServerOptions, 'bodyLimits' | 'network'> & GuardedServerOptions['stores']> = {},
): Promise<number> {
  const port = await freePort('127.0.0.1', 0);
  const paths = consolePathsOf(resolve(import.meta.dirname, '../../app'));
  server = createGuardedServer({
    network: network ?? serverNetworkOf({ ...LOCAL, port }, undefined),
    dev: false,
    handle,
    stores: { checkKey, actorOfKey, visitorOf, noteRefusedKey },
    paths,
    bodyLimits,
    logError,
  });
  await new Promise<void>((resolve) => server?.listen({ host: '127.0.0.1', port }, resolve));
  return port;
}

/** Sends a request; not with fetch, which sets Host itself. */
function send(port: number, headers: Record<string, string> = {}, method = 'GET', path = '/') {
  return new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const { statusCode: status, headers } = response;
      response.toArray().then((parts) => resolve({ status, headers, text: parts.join('') }), reject);
    });
    outgoing.on('error', reject).end();
  });
}

test('passes allowed requests on, with a nonce and without proxy headers', async () => {
  const seen: IncomingHttpHeaders[] = [];
  const port = await serve(async (incoming, response) => {
    seen.push(incoming.headers);
    response.end('page');
  });
  const answer = await send(port, {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '1.2.3.4',
    'content-security-policy': "script-src 'nonce-mine'",
    'x-request-id': 'mine',
  });
  expect(answer).toMatchObject({ status: 200, text: 'page' });
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  expect(seen[0]).not.toHaveProperty('x-forwarded-host');
  expect(seen[0]).not.toHaveProperty('x-forwarded-for');
  expect(seen[0]?.['content-security-policy']).toBe(answer.headers['content-security-policy']);
  expect(seen[0]?.['content-security-policy']).toContain(`'nonce-${seen[0]?.['x-nonce']}'`);
  expect(seen[0]?.['x-request-id']).toBe(answer.headers['x-request-id']);
  expect(answer.headers['x-request-id']).not.toBe('mine');
});

test.each([
  ['/v4/', '/v4'],
  ['/v3/job/list/?from=0', '/v3/job/list?from=0'],
  ['//v3/job/list//', '//v3/job/list'],
  ['/api/v1/jobs/', '/api/v1/jobs'],
  ['/v3/job/list?a=/', '/v3/job/list?a=/'],
  ['/jobs/', '/jobs/'],
])('passes %s on as %s: only APIs, whose clients follow no redirect, drop a final slash', async (path, passed) => {
  const port = await serve(async ({ url }, response) => void response.end(url), undefined, {
    checkKey: async () => 'valid',
  });
  expect(await send(port, {}, 'GET', path)).toMatchObject({ status: 200, text: passed });
});

test('passes on every change of the two APIs', async () => {
  const port = await serve(async (_, response) => void response.end('handled'), undefined, {
    checkKey: async () => 'valid',
  });
  const paths = [
    ...Object.values(routes).map(({ method, path }) => ({ method, path: `${API_PATH}${path}` })),
    ...Object.values(tdRoutes).map(({ method, path }) => ({ method, path: `/v3${path}` })),
    { method: 'POST', path: '//v3/job/issue/presto/shop' }, // td-client-python sends two slashes
  ];
  const changes = paths.filter(({ method }) => method !== 'GET');
  expect(changes.length).toBeGreaterThan(50);
  for (const { method, path } of changes) {
    const address = path.replaceAll(/\{\w+\}/g, '3');
    expect([address, (await send(port, { authorization: 'Bearer k' }, method, address)).text]).toEqual([
      address,
      'handled',
    ]);
  }
});

test('does not pass refused requests on', async () => {
  let handled = 0;
  const port = await serve(async (_, response) => {
    handled += 1;
    response.end();
  });
  const rebound = await send(port, { host: 'evil.example' });
  expect(rebound.status).toBe(421);
  expect(rebound.text).toContain(rebound.headers['x-request-id']);
  expect(rebound.headers['content-security-policy']).toBeDefined();
  expect((await send(port, {}, 'POST')).status).toBe(403);
  expect((await send(port, { origin: 'https://evil.example' }, 'DELETE')).status).toBe(403);
  expect(handled).toBe(0);
  expect((await send(port, { origin: `http://127.0.0.1:${port}` }, 'POST', '/api/jobs')).status).toBe(200);
});

test('the response to a failure contains only the request id', async () => {
  const logged: unknown[] = [];
  const port = await serve(
    async () => {
      throw new Error('the password is swordfish');
    },
    (requestId, error) => logged.push(requestId, error),
  );
  const answer = await send(port);
  expect(answer).toMatchObject({ status: 500 });
  expect(answer.text).toContain(answer.headers['x-request-id']);
  expect(answer.text).not.toContain('swordfish');
  expect(logged[0]).toBe(answer.headers['x-request-id']);
});

test('closes even if a request never ends', async () => {
  const arrived = Promise.withResolvers<void>();
  const port = await serve(() => {
    arrived.resolve();
    return new Promise(() => undefined);
  });
  const hanging = send(port).catch((error: Error) => error.message);
  await arrived.promise;
  await closeServer(server as Server, 1);
  expect(await hanging).toBe('socket hang up');
});

describe('before routing', () => {
  async function serveAndRecord(options: Partial<Pick<GuardedServerOptions['stores'], 'checkKey'>> = {}) {
    const handled: string[] = [];
    const handle: GuardedServerOptions['handle'] = async ({ url = '' }, response) => {
      handled.push(url);
      response.end();
    };
    return { handled, port: await serve(handle, undefined, options) };
  }

  const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

  test('requests from another site are refused, except a page opened by a link', async () => {
    const { handled, port } = await serveAndRecord();
    for (const path of [
      '/jobs/1',
      '/api/workbench/databases/a/b/records',
      '/jobs/1/result.csv',
      '/metrics',
      '/nothing',
    ])
      for (const site of ['cross-site', 'same-site'])
        expect((await send(port, { ...image, 'sec-fetch-site': site }, 'GET', path)).status).toBe(403);
    for (const path of ['/jobs/1/result.csv', '/api/jobs', '/nothing'])
      expect((await send(port, link, 'GET', path)).status).toBe(403);
    expect((await send(port, { referer: 'https://evil.example/' }, 'GET', '/api/jobs')).status).toBe(403);
    expect((await send(port, { ...link, 'sec-purpose': 'prefetch' }, 'GET', '/jobs/1')).status).toBe(403);
    expect(handled).toEqual([]);
    expect((await send(port, link, 'GET', '/jobs/1?tab=2')).status).toBe(200);
    expect((await send(port, {}, 'GET', '/api/jobs')).status).toBe(200);
    expect(handled).toEqual(['/jobs/1?tab=2', '/api/jobs']);
  });

  test('a refusal is text in their language for people, and a problem document for scripts', async () => {
    const { port } = await serveAndRecord();
    const page = await send(port, { ...image, 'accept-language': 'ja' }, 'GET', '/jobs/1');
    expect(page.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(page.text).toContain('別のサイト');
    const script = await send(port, image, 'GET', '/api/jobs');
    expect(script.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(script.text)).toMatchObject({ status: 403, code: 'cross_site_read' });
  });

  test.each(['/jobs/1', '/api/jobs', '/v3/job/list'])(
    'an unknown method is refused at %s with the known ones',
    async (path) => {
      const { handled, port } = await serveAndRecord();
      const { status, headers } = await send(port, {}, 'PROPFIND', path);
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE']);
      expect(handled).toEqual([]);
    },
  );

  test('an API key is refused outside the APIs and monitoring, whatever its status and origin', async () => {
    const { handled, port } = await serveAndRecord({
      checkKey: async (authorization) => (authorization.includes('good') ? 'valid' : 'wrong'),
    });
    for (const path of [
      '/',
      '/settings/api-keys',
      '/api/jobs',
      '/api/uploads',
      '/metrics/',
      '/api/v1',
      '//api/v1/jobs',
    ]) {
      for (const authorization of ['Bearer good', 'Bearer bad'])
        for (const method of ['GET', 'POST'])
          for (const more of [{}, { origin: `http://127.0.0.1:${port}`, 'next-action': 'abc' }] as Record<
            string,
            string
          >[])
            expect((await send(port, { authorization, ...more }, method, path)).status).toBe(403);
    }
    const refused = await send(port, { authorization: 'Bearer good' }, 'POST', '/api/uploads');
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'api_key_elsewhere' });
    expect((await send(port, { authorization: 'Bearer good' }, 'POST', '/api/v1/../../settings/api-keys')).status).toBe(
      400,
    );
    expect(handled).toEqual([]);
    expect((await send(port, { authorization: 'Bearer good' }, 'POST', '/api/v1/jobs')).status).toBe(200);
    expect((await send(port, { authorization: 'TD1 good' }, 'POST', '/v3/job/list')).status).toBe(200);
    expect((await send(port, { authorization: 'Bearer bad' }, 'POST', '/api/v1/jobs')).status).toBe(401);
  });

  test('a suspended key is reported as suspended', async () => {
    const { port } = await serveAndRecord({ checkKey: async () => 'suspended' });
    const answer = await send(port, { authorization: 'Bearer x' }, 'GET', '/api/v1/jobs');
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([403, { code: 'api_key_suspended' }]);
    expect((await send(port, { authorization: 'Bearer x' }, 'GET', '/v3/job/list')).status).toBe(403);
  });

  test('malformed percent-encoding is refused in every kind of URL', async () => {
    const { handled, port } = await serveAndRecord();
    for (const broken of ['%zz', '%ff', '%', '%E3%81', '%c0%af']) {
      const paths = [`/jobs/${broken}`, `/api/jobs/${broken}`, `/api/v1/jobs/${broken}`, `/v3/table/list/${broken}`];
      for (const path of [...paths, `/_next/static/${broken}`, `/jobs?x=${broken}`, `/api/jobs?ids=${broken}`])
        expect([path, (await send(port, {}, 'GET', path)).status]).toEqual([path, 400]);
    }
    const inApi = await send(port, {}, 'GET', '/api/v1/jobs/%zz');
    expect(inApi.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(inApi.text)).toMatchObject({ code: 'address_malformed', status: 400 });
    const inTd = await send(port, {}, 'GET', '/v3/job/show/%zz');
    expect(JSON.parse(inTd.text)).toMatchObject({
      severity: 'error',
      error: expect.stringContaining('percent-encoding'),
    });
    expect(handled).toEqual([]);
  });
});

describe('a body', () => {
  const sameOrigin = (port: number) => ({ origin: `http://127.0.0.1:${port}` });
  const echo: GuardedServerOptions['handle'] = async (incoming, response) => void response.end(await text(incoming));

  /** Starts a request; the test writes the body. */
  function beginRequest(
    port: number,
    headers: Record<string, string>,
    method = 'POST',
    path = '/api/jobs',
    agent?: Agent,
  ) {
    const address = { host: '127.0.0.1', port, method, path };
    const outgoing = request({ ...address, headers: { ...sameOrigin(port), ...headers }, ...(agent && { agent }) });
    outgoing.on('error', () => {}); // broken on purpose
    const received = once(outgoing, 'response').then(async ([response]: IncomingMessage[]) => {
      return {
        status: response?.statusCode,
        type: response?.headers['content-type'],
        text: response && (await text(response)),
      };
    });
    return { outgoing, received };
  }

  test('reaches the handler unchanged', async () => {
    const port = await serve(echo);
    const length = { 'content-length': '3' };
    const headersToTry: Record<string, string>[] = [{}, length, { ...length, expect: '100-continue' }];
    for (const headers of headersToTry) {
      const { outgoing, received } = beginRequest(port, headers);
      outgoing.write('a');
      outgoing.end('bc');
      expect(await received).toMatchObject({ status: 200, text: 'abc' });
    }
  });

  test.each(['/api/jobs', '/jobs/1', '/settings/api-keys', '/api/uploads/x/complete'])(
    'with too large a Content-Length is refused at %s before it is sent',
    async (path) => {
      const port = await serve(echo);
      const { outgoing, received } = beginRequest(port, { 'content-length': String(MAX_BODY_BYTES + 1) }, 'POST', path);
      outgoing.flushHeaders();
      const { status, type, text: body } = await received;
      expect([status, type]).toEqual([413, 'application/problem+json']);
      expect(JSON.parse(body ?? '')).toMatchObject({ status: 413, code: 'api_body_too_large' });
    },
  );

  test('that is too large is refused before it is sent, if the client waits for 100 Continue', async () => {
    const port = await serve(echo);
    const { outgoing, received } = beginRequest(port, {
      'content-length': String(MAX_BODY_BYTES + 1),
      expect: '100-continue',
    });
    let mayContinue = false;
    outgoing.on('continue', () => {
      mayContinue = true;
    });
    outgoing.flushHeaders();
    expect((await received).status).toBe(413);
    expect(mayContinue).toBe(false);
  });

  test('without a length is refused once it is too large, and the rest is not read', async () => {
    const port = await serve(echo);
    const { outgoing, received } = beginRequest(port, {});
    outgoing.write(Buffer.alloc(MAX_BODY_BYTES + 1)); // never ends
    expect((await received).status).toBe(413);
    await once(outgoing, 'close');
  });

  test('sent to a page must be a server action call', async () => {
    const port = await serve(echo);
    const call = { 'next-action': 'abc', 'content-type': 'text/plain;charset=UTF-8' };
    const responseTo = (headers: Record<string, string>, body: string, path = '/jobs/1') => {
      const { outgoing, received } = beginRequest(port, headers, 'POST', path);
      outgoing.end(body);
      return received;
    };
    expect(await responseTo(call, '[{"id":1}]')).toMatchObject({ status: 200, text: '[{"id":1}]' });
    for (const path of ['/jobs/1', '/nothing'])
      for (const [headers, body] of [
        [call, '[{"id":'],
        [{}, '$ACTION_ID_abc='],
        [{ 'content-type': 'multipart/form-data; boundary=x' }, '--y'],
        [{ ...call, 'content-type': 'multipart/form-data; boundary=x' }, '--x'],
      ] as const)
        expect((await responseTo(headers, body, path)).status).toBe(400);
  });

  test('of an upload has its own size limit', async () => {
    const port = await serve(echo);
    const { outgoing, received } = beginRequest(
      port,
      { 'content-length': '10000001' },
      'PATCH',
      '/api/uploads/some-id',
    );
    outgoing.flushHeaders();
    expect(JSON.parse((await received).text ?? '')).toMatchObject({ status: 413, code: 'upload_too_large' });
    const fits = beginRequest(port, { 'content-length': String(MAX_BODY_BYTES + 1) }, 'PATCH', '/api/uploads/some-id');
    fits.outgoing.end(Buffer.alloc(MAX_BODY_BYTES + 1));
    expect((await fits.received).status).toBe(200);
  });

  test('that a handler leaves unread closes the connection', async () => {
    const port = await serve(async (_, response) => void response.writeHead(422).end());
    const { outgoing, received } = beginRequest(port, { 'content-length': '1000000' }, 'PATCH', '/api/uploads/some-id');
    outgoing.write('a');
    expect((await received).status).toBe(422);
    await once(outgoing, 'close');
  });

  test('that is short and left unread keeps the connection open for the next request', async () => {
    let endSecondResponse: () => void = () => undefined;
    const port = await serve(async (incoming, response) => {
      if (incoming.method === 'GET') endSecondResponse = () => void response.end('second');
      else response.writeHead(422).end();
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const path = '/api/uploads/some-id';
    const first = beginRequest(port, { 'content-length': '3' }, 'PATCH', path, agent);
    first.outgoing.end('abc');
    expect((await first.received).status).toBe(422);
    const second = beginRequest(port, {}, 'GET', '/', agent);
    second.outgoing.end();

    // A connection with an endless body is closed after a delay. The first connection must outlive that delay.
    const endless = beginRequest(port, { 'content-length': '1000000' }, 'PATCH', path);
    endless.outgoing.write('a');
    expect((await endless.received).status).toBe(422);
    await once(endless.outgoing, 'close');

    endSecondResponse();
    expect(await second.received).toMatchObject({ status: 200, text: 'second' });
    expect(second.outgoing.reusedSocket).toBe(true);
    agent.destroy();
  });

  test('that exceeds its deadline is refused, even one of many; an upload may take longer', async () => {
    const handled: string[] = [];
    const port = await serve(
      async (incoming, response) => {
        handled.push(incoming.url ?? '');
        await echo(incoming, response);
      },
      undefined,
      { bodyLimits: { ...LIMITS, deadlineMs: 200 } },
    );
    const upload = beginRequest(port, { 'content-length': '3' }, 'PATCH', '/api/uploads/some-id');
    upload.outgoing.write('a');
    const slow = Array.from({ length: 100 }, (_, index) =>
      beginRequest(port, { 'content-length': '3' }, 'POST', `/api/jobs/${index}`),
    );
    for (const { outgoing } of slow) outgoing.write('a');
    const answers = await Promise.all(slow.map(({ received }) => received));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([408]));
    await expect.poll(() => connections()).toBe(1);
    expect(handled).toEqual(['/api/uploads/some-id']);
    upload.outgoing.end('bc');
    expect(await upload.received).toMatchObject({ status: 200, text: 'abc' });
  });

  test('of a stalled upload is aborted', async () => {
    const port = await serve(echo, undefined, { bodyLimits: { ...LIMITS, progressMs: 50 } });
    const { outgoing, received } = beginRequest(port, { 'content-length': '3' }, 'PATCH', '/api/uploads/some-id');
    outgoing.write('a');
    await expect(received).rejects.toThrow('socket hang up');
    await expect.poll(() => connections()).toBe(0);
  });

  test('is an upload only on the routes that stream it', () => {
    for (const { method, path, isUpload: isFile = false } of routes) {
      const url = API_PATH + path.replace(/\{\w+\}/g, '7');
      expect([method, url, isUpload({ method, url })]).toEqual([method, url, isFile]);
    }
  });
});

function connections(): Promise<number> {
  return new Promise((resolve, reject) =>
    server?.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}

describe('once there is an owner', () => {
  const serveVisitorHeader = (visitorOf: GuardedServerOptions['stores']['visitorOf']) =>
    serve(async ({ headers }, response) => void response.end(String(headers[VISITOR_HEADER])), undefined, {
      visitorOf,
    });

  test('a visitor who is not signed in reaches the open paths, is redirected from pages to sign in, and is refused elsewhere', async () => {
    const port = await serveVisitorHeader(async () => ANONYMOUS);
    for (const path of [
      '/sign-in',
      '/sign-in/callback?code=abc',
      '/healthz',
      '/invitations/abc',
      '/_next/static/x.js',
      '/api/v1/jobs',
      '/v3/job/list',
    ]) {
      expect((await send(port, {}, 'GET', path)).status, path).toBe(200);
    }
    const page = await send(port, {}, 'GET', '/jobs/12?tab=log&_rsc=abc');
    expect([page.status, page.headers.location]).toEqual([303, '/sign-in?to=%2Fjobs%2F12%3Ftab%3Dlog']);
    expect((await send(port, {}, 'GET', '/')).headers.location).toBe('/sign-in');
    expect((await send(port, {}, 'GET', '//')).headers.location).toBe('/sign-in?to=%2F%2F');
    const own = { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' };
    for (const [method, path] of [
      ['GET', '/api/jobs'],
      ['POST', '/api/uploads'],
      ['POST', '/jobs'],
      ['GET', '/no/such/page'],
      ['GET', '/sign-in/below'],
      ['GET', '/sign-in/callback/below'],
      ['GET', '/_next/image?url=x'],
    ] as const) {
      expect((await send(port, own, method, path)).status, path).toBe(401);
    }
  });

  test('only the guard sets the visitor of a request', async () => {
    const port = await serveVisitorHeader(async () => ANONYMOUS);
    const forged = { [VISITOR_HEADER]: JSON.stringify(LOOPBACK_OWNER), 'x-pintd-other': 'x' };
    expect((await send(port, forged, 'GET', '/sign-in')).text).toBe(
      JSON.stringify({ ...ANONYMOUS, address: '127.0.0.1' }),
    );
    expect((await send(port, forged, 'GET', '/jobs')).status).toBe(303);
  });
});
