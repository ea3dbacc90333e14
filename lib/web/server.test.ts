import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../start/port.ts';
import { closeServer, createGuardedServer, type Guarded } from './server.ts';

let server: Server | undefined;
afterEach(async () => {
  if (server !== undefined) await closeServer(server, 0);
});

async function serve(handle: Guarded['handle'], logError: Guarded['logError'] = () => undefined): Promise<number> {
  const port = await freePort('127.0.0.1', 0);
  server = createGuardedServer({ port, dev: false, handle, judgeKey: () => 'wrong', logError });
  await new Promise<void>((resolve) => server?.listen({ host: '127.0.0.1', port }, resolve));
  return (server.address() as AddressInfo).port;
}

/** Not fetch, which sets Host itself. */
function ask(port: number, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, headers }, async (response) => {
      const text = (await response.toArray()).join('');
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    asked.on('error', reject).end();
  });
}

test('hands on what is ours, with a nonce and without the claims of a proxy', async () => {
  const seen: IncomingHttpHeaders[] = [];
  const port = await serve(async (incoming, response) => {
    seen.push(incoming.headers);
    response.end('page');
  });
  const answer = await ask(port, {
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

test('hands on nothing that is refused', async () => {
  let handled = 0;
  const port = await serve(async (_, response) => {
    handled += 1;
    response.end();
  });
  const rebound = await ask(port, { host: 'evil.example' });
  expect(rebound.status).toBe(421);
  expect(rebound.text).toContain(rebound.headers['x-request-id']);
  expect(rebound.headers['content-security-policy']).toBeDefined();
  expect((await ask(port, {}, 'POST')).status).toBe(403);
  expect((await ask(port, { origin: 'https://evil.example' }, 'DELETE')).status).toBe(403);
  expect(handled).toBe(0);
  expect((await ask(port, { origin: `http://127.0.0.1:${port}` }, 'POST')).status).toBe(200);
});

test('a failure is told by its request id alone', async () => {
  const logged: unknown[] = [];
  const port = await serve(
    async () => {
      throw new Error('the password is swordfish');
    },
    (requestId, error) => logged.push(requestId, error),
  );
  const answer = await ask(port);
  expect(answer).toMatchObject({ status: 500 });
  expect(answer.text).toContain(answer.headers['x-request-id']);
  expect(answer.text).not.toContain('swordfish');
  expect(logged[0]).toBe(answer.headers['x-request-id']);
});

test('does not wait for a request for ever when it closes', async () => {
  const port = await serve(() => new Promise(() => undefined));
  const hanging = ask(port).catch((error: Error) => error.message);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await closeServer(server as Server, 100);
  expect(await hanging).toBe('socket hang up');
});
