import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { startSandbox } from '../../lib/connectors/pinterest/sandbox/server.ts';
import { digestOf, keyOf, type ReceivedEvent } from './event-digest.ts';

/**
 * A proxy in front of a sandbox that records every event. It can record millions, because it keeps only their
 * digests.
 */
export class EventRecorder {
  readonly #digests = new Map<string, string>();
  readonly #sandbox: Awaited<ReturnType<typeof startSandbox>>;
  readonly #server: Server;
  #repeated = 0;

  private constructor(sandbox: Awaited<ReturnType<typeof startSandbox>>) {
    this.#sandbox = sandbox;
    this.#server = createServer((incoming, outgoing) => void this.#forward(incoming, outgoing));
  }

  static async start(): Promise<EventRecorder> {
    const recorder = new EventRecorder(await startSandbox({}));
    recorder.#server.listen(0, '127.0.0.1');
    await once(recorder.#server, 'listening');
    return recorder;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The digest of each event since the last reset, by the event's name and ID. */
  get digests(): ReadonlyMap<string, string> {
    return this.#digests;
  }

  /** The number of received events that had been received before. */
  get repeated(): number {
    return this.#repeated;
  }

  reset(): void {
    this.#digests.clear();
    this.#repeated = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#sandbox.close();
  }

  async #forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url } = incoming;
    const body = await buffer(incoming);
    const { authorization = '' } = incoming.headers;
    const headers = { authorization, 'content-type': 'application/json' };
    const sent = method === 'POST' ? { body: new Uint8Array(body) } : {};
    const response = await fetch(this.#sandbox.url + url, { method, headers, ...sent });
    if (method === 'POST') this.#record((JSON.parse(body.toString()) as { data: ReceivedEvent[] }).data);
    outgoing.writeHead(response.status, { 'content-type': 'application/json' });
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  }

  #record(events: readonly ReceivedEvent[]): void {
    for (const event of events) {
      if (this.#digests.has(keyOf(event))) this.#repeated += 1;
      this.#digests.set(keyOf(event), digestOf(event));
    }
  }
}
