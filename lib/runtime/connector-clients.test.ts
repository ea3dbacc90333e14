import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../adapters/delivery/sha256.ts';
import { readEnv } from '../env.ts';
import { ConnectorClients } from './connector-clients.ts';

/** A service that responds immediately; it reads the request body, and reports its hash, only after `startReading`. */
async function startEarlyResponder() {
  const { promise: mayRead, resolve: startReading } = Promise.withResolvers<void>();
  const { promise: receivedHash, resolve: reportHash } = Promise.withResolvers<string>();
  const server = createServer((request, response) => {
    // Not ended, since Node would then discard the request body.
    response.writeHead(200, { 'content-length': 2 }).write('{}');
    void hashOf(request).then((hash) => {
      reportHash(hash);
      response.end();
    });
  });
  const hashOf = async (request: Readable) => {
    await mayRead;
    const hash = createHash('sha256');
    for await (const chunk of request) hash.update(chunk as Buffer);
    return hash.digest('hex');
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = new ConnectorClients({ ...readEnv({}), apiBaseUrls: { pinterest_conversion: url } });
  onTestFinished(async () => {
    await clients.close();
    server.close();
  });
  return { clients, startReading, receivedHash };
}

test('releases a body after its call, but not before all its bytes are sent', async () => {
  const { clients, startReading, receivedHash } = await startEarlyResponder();
  const send = await clients.senderFor({ connector: 'pinterest_conversion', target: 'live' });
  // As in the product, the buffer is a little longer than the body.
  const body = new Uint8Array(new ArrayBuffer(65 * 1024 * 1024), 0, 64 * 1024 * 1024).fill(7);
  const digest = sha256(body);
  await send({ path: '/', headers: {} }, body, () => true);
  clients.release(body);
  expect(body.length).toBe(64 * 1024 * 1024);
  startReading();
  expect(await receivedHash).toBe(digest);
  await expect
    .poll(() => {
      clients.release(body);
      return body.length;
    })
    .toBe(0);
});

test('a sandbox that failed to start is started on the next use', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pintd-test-'));
  const clients = new ConnectorClients({ ...readEnv({}), dataDir });
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const sandbox = { connector: 'pinterest_conversion', target: 'sandbox' } as const;
  await writeFile(join(dataDir, 'sandbox'), 'a file where the folder has to be');
  await expect(clients.senderFor(sandbox)).rejects.toThrow('EEXIST');
  await rm(join(dataDir, 'sandbox'));
  await expect(clients.senderFor(sandbox)).resolves.toBeTypeOf('function');
  await clients.close();
});
