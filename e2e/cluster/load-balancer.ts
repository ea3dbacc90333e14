import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestCertificate } from '../../tests/kit/certificate.ts';

/**
 * A TLS proxy as in docs/cluster.md: it sends each request to the next console in turn, without sticky sessions, and to
 * another console if the next one cannot be reached. It retries a request that reached a console only if it is a GET.
 */
export class LoadBalancer {
  /** The ports of the consoles on this machine. */
  ports: readonly number[] = [];
  /** The port of the console that responded last. */
  lastPort = 0;
  readonly #server: Server;
  #nextIndex = 0;

  private constructor(certificate: TestCertificate) {
    this.#server = createServer(certificate, (incoming, outgoing) => this.#forward(incoming, outgoing, this.#inTurn()));
  }

  static async start(certificate: TestCertificate): Promise<LoadBalancer> {
    const balancer = new LoadBalancer(certificate);
    balancer.#server.listen({ host: '127.0.0.1', port: 0 });
    await once(balancer.#server, 'listening');
    return balancer;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** The ports of all consoles, in the order in which to try them. */
  #inTurn(): readonly number[] {
    this.#nextIndex = (this.#nextIndex + 1) % this.ports.length;
    return [...this.ports.slice(this.#nextIndex), ...this.ports.slice(0, this.#nextIndex)];
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse, [port, ...others]: readonly number[]): void {
    if (port === undefined) return void outgoing.writeHead(502).end();
    const { method = 'GET', url, headers } = incoming;
    const forwarding = { 'x-forwarded-for': incoming.socket.remoteAddress, 'x-forwarded-proto': 'https' };
    const address = { host: '127.0.0.1', port, path: url, method, agent: false };
    const forwarded = request({ ...address, headers: { ...headers, ...forwarding } });
    let isConnected = false;
    forwarded.once('socket', (socket) =>
      socket.once('connect', () => {
        isConnected = true;
        incoming.pipe(forwarded);
      }),
    );
    forwarded.once('response', (response) => {
      this.lastPort = port;
      outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(outgoing);
      response.once('error', () => outgoing.destroy());
    });
    forwarded.on('error', () => {
      if (outgoing.headersSent) outgoing.destroy();
      else if (!isConnected || method === 'GET') this.#forward(incoming, outgoing, others);
      else this.#forward(incoming, outgoing, []);
    });
    outgoing.once('close', () => outgoing.writableEnded || forwarded.destroy());
  }
}
