import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { RequestError, requestJson } from '../components/http/request-json.ts';

/** Starts a server that sends this response; returns its URL. */
async function startServer(respond: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => respond(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each<[string, (response: ServerResponse) => void]>([
  ['ends early', (response) => response.end('{"records":[')],
  [
    'is cut off',
    (response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"records":[', () => response.destroy());
    },
  ],
])('a response that %s is an error with no status and no message', async (_, respond) => {
  const failure = await requestJson(await startServer(respond)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(RequestError);
  expect(failure).toMatchObject({ status: undefined, message: '' });
});
