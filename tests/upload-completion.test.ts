import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { completeUpload } from '#components/upload/transfer/upload-completion.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a lost completion is repeated at once when the person retries, not after the backoff', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    if (requests === 1) response.destroy();
    else response.end('{"id":7}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const window = new EventTarget();
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  // The backoff never ends.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const retryEvents = new EventTarget();
  const id = await completeUpload(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    'sha256',
    { format: '', encoding: '', delimiter: '' },
    {
      signal: new AbortController().signal,
      onRequest: () => {},
      onLost: () => queueMicrotask(() => retryEvents.dispatchEvent(new Event('retry'))),
      retryEvents,
    },
  );
  expect(id).toBe(7);
  expect(requests).toBe(2);
  server.close();
});
