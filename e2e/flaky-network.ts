import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

/** A proxy between browser and console that stalls or breaks after a number of uploaded bytes, until it is restored. */
export class FlakyNetwork {
  /** Uploaded bytes only. */
  forwardedBytes = 0;
  #remainingBytes = Number.POSITIVE_INFINITY;
  #failure: 'breaks' | 'stalls' = 'breaks';
  readonly #server: Server;

  constructor() {
    this.#server = createServer((incoming, outgoing) => this.#forward(incoming, outgoing));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  breakAfter(bytes: number): void {
    this.#remainingBytes = bytes;
    this.#failure = 'breaks';
  }

  stallAfter(bytes: number): void {
    this.#remainingBytes = bytes;
    this.#failure = 'stalls';
  }

  restore(): void {
    this.#remainingBytes = Number.POSITIVE_INFINITY;
  }

  get isExhausted(): boolean {
    return this.#remainingBytes <= 0;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (this.isExhausted && this.#failure === 'breaks') return void incoming.socket.destroy();
    const { method, headers, url = '' } = incoming;
    const forwarded = request(url, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(outgoing);
    });
    forwarded.on('error', () => incoming.socket.destroy());
    incoming.on('close', () => incoming.complete || forwarded.destroy());
    if (method === 'PATCH') incoming.pipe(this.#meter()).pipe(forwarded);
    else incoming.pipe(forwarded);
  }

  /** Forwards the remaining bytes, then stops reading, and closes all connections if the network breaks. */
  #meter(): Transform {
    const meter = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        const part = chunk.subarray(0, Math.min(chunk.length, this.#remainingBytes));
        this.#remainingBytes -= part.length;
        this.forwardedBytes += part.length;
        if (!this.isExhausted) return done(null, part);
        meter.push(part);
        // The forwarded bytes must arrive before the connection is closed.
        if (this.#failure === 'breaks') setTimeout(() => this.#server.closeAllConnections(), 50);
      },
    });
    return meter;
  }
}
