import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { HttpSender } from './http.ts';

async function startServer() {
  const seen: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    request.resume().on('end', () => response.end('{}'));
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = new HttpSender(`http://127.0.0.1:${(server.address() as AddressInfo).port}/base`);
  onTestFinished(async () => {
    await sender.close();
    server.close();
  });
  return { seen, sender, connections: () => connections };
}

const REQUEST = { path: '/events', headers: { 'content-type': 'application/json' } };
const BODY = Buffer.from('{"data":[]}');

test('a call that may no longer begin when the connection is established is not sent, and the connection is reused', async () => {
  const { seen, sender, connections } = await startServer();
  expect(await sender.send(REQUEST, BODY, () => false)).toEqual({ failure: 'held', reason: '' });
  expect(seen).toEqual([]);
  expect(await sender.send(REQUEST, BODY, () => true)).toMatchObject({ status: 200, body: '{}' });
  expect(seen).toEqual(['/base/events']);
  expect(connections()).toBe(1);
});

test('a missing server is unreachable', async () => {
  const sender = new HttpSender('http://127.0.0.1:1');
  expect(await sender.send(REQUEST, BODY, () => true)).toEqual({ failure: 'unreachable', reason: 'ECONNREFUSED' });
});

test('a connection that ends before it is encrypted counts as unreachable, because nothing was sent', async () => {
  const sender = await senderTo('https', (socket) => socket.destroy());
  expect(await sender.send(REQUEST, BODY, () => true)).toEqual({ failure: 'unreachable', reason: 'ECONNRESET' });
});

test('a connection that ends after the request began is broken: the service may have accepted the request', async () => {
  const sender = await senderTo('http', (socket) => socket.once('data', () => socket.resetAndDestroy()));
  expect(await sender.send(REQUEST, BODY, () => true)).toEqual({ failure: 'broken', reason: 'ECONNRESET' });
});

async function senderTo(scheme: 'http' | 'https', onConnection: (socket: Socket) => void): Promise<HttpSender> {
  const server = createTcpServer(onConnection);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = new HttpSender(`${scheme}://localhost:${(server.address() as AddressInfo).port}`);
  onTestFinished(async () => {
    await sender.close();
    server.close();
  });
  return sender;
}
