import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../adapters/delivery/sha256.ts';
import { readEnv } from '../env.ts';
import { ConnectorClients } from './outside.ts';

/** Answers at once, reads a call only when it is told to, and tells what it then has read. */
async function startHastyService() {
  const { promise: mayRead, resolve: readOn } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: tell } = Promise.withResolvers<string>();
  const server = createServer(async (request, response) => {
    response.writeHead(200, { 'content-length': 2 }).write('{}'); // ended, it would read the call away
    await mayRead;
    const hash = createHash('sha256');
    for await (const chunk of request) hash.update(chunk as Buffer);
    tell(hash.digest('hex'));
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outside = new ConnectorClients({ ...readEnv({}), apiBaseUrls: { pinterest_conversion: url } });
  onTestFinished(async () => {
    await outside.close();
    server.close();
  });
  return { outside, readOn, arrived };
}

test('a body is let go when its call is over, but not while a byte of it has still to leave', async () => {
  const { outside, readOn, arrived } = await startHastyService();
  const send = await outside.senderFor({ connector: 'pinterest_conversion', target: 'live' });
  const body = new Uint8Array(64 * 1024 * 1024).fill(7);
  const digest = sha256(body);
  await send({ path: '/', headers: {} }, body, () => true);
  outside.release(body);
  expect(body.length).toBe(64 * 1024 * 1024);
  readOn();
  expect(await arrived).toBe(digest);
  await expect
    .poll(() => {
      outside.release(body);
      return body.length;
    })
    .toBe(0);
});
