import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

/** A proxy between browser and console: a network that stalls or breaks after so many bytes of uploads, until it is mended. */
export class FlakyNetwork {
  /** Bytes of uploads that were let through. */
  passed = 0;
  #left = Number.POSITIVE_INFINITY;
  #then: 'breaks' | 'stalls' = 'breaks';
  readonly #server: Server;

  constructor() {
    this.#server = createServer((asked, answer) => this.#pass(asked, answer));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  breakAfter(bytes: number): void {
    this.#left = bytes;
    this.#then = 'breaks';
  }

  stallAfter(bytes: number): void {
    this.#left = bytes;
    this.#then = 'stalls';
  }

  mend(): void {
    this.#left = Number.POSITIVE_INFINITY;
  }

  get isOver(): boolean {
    return this.#left <= 0;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    if (this.isOver && this.#then === 'breaks') return void asked.socket.destroy();
    const { method, headers, url = '' } = asked;
    const onward = request(url, { method, headers }, (came) => {
      answer.writeHead(came.statusCode ?? 502, came.rawHeaders);
      came.pipe(answer);
    });
    onward.on('error', () => asked.socket.destroy());
    asked.on('close', () => asked.complete || onward.destroy());
    if (method === 'PATCH') asked.pipe(this.#meter()).pipe(onward);
    else asked.pipe(onward);
  }

  /** Passes on what is left; from then on nothing, and nothing more is asked for. */
  #meter(): Transform {
    const meter = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        const part = chunk.subarray(0, Math.min(chunk.length, this.#left));
        this.#left -= part.length;
        this.passed += part.length;
        if (!this.isOver) return done(null, part);
        meter.push(part);
        // What was let through must get there before the line goes dead.
        if (this.#then === 'breaks') setTimeout(() => this.#server.closeAllConnections(), 50);
      },
    });
    return meter;
  }
}
