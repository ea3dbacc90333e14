import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { startSandbox } from '../../lib/connectors/pinterest/sandbox/server.ts';
import { digestOf, keyOf, type ReceivedEvent } from './event-digest.ts';

/** Stands before a sandbox and remembers every event that the sandbox got, also of a million: it keeps digests of bodies. */
export interface EventRecorder {
  readonly url: string;
  /** The digest of each event since the last reset, by the event's name and ID. */
  readonly digests: ReadonlyMap<string, string>;
  /** Events that were received once more. */
  readonly repeated: number;
  reset(): void;
}

export async function startRecorder(): Promise<EventRecorder> {
  const sandbox = await startSandbox({});
  const digests = new Map<string, string>();
  let repeated = 0;
  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await buffer(incoming);
    const { authorization = '' } = incoming.headers;
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await fetch(sandbox.url + incoming.url, { method: 'POST', headers, body: new Uint8Array(body) });
    for (const event of (JSON.parse(body.toString()) as { data: ReceivedEvent[] }).data) {
      if (digests.has(keyOf(event))) repeated += 1;
      digests.set(keyOf(event), digestOf(event));
    }
    outgoing.writeHead(response.status, { 'content-type': 'application/json' });
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  };
  const server = createServer((incoming, outgoing) => void forward(incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await sandbox.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    digests,
    get repeated() {
      return repeated;
    },
    reset() {
      digests.clear();
      repeated = 0;
    },
  };
}
