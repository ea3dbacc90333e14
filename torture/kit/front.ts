import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, setDefaultCACertificates, type Server as TlsServer } from 'node:tls';
import { generate } from 'selfsigned';

/**
 * Stands before a sandbox and passes connections on, until so many have passed: then it can no longer be reached, or no
 * longer be trusted. Each call needs a connection of its own, so the sandbox has to end each with its answer.
 */
export interface Front {
  readonly url: string;
  /** Everything passes again. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

/** Linux answers on all of 127.*: here nobody else could take the port while nobody listens. */
const APART = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';

/** Nobody listens once so many connections have passed. */
export async function refusingFront(sandboxUrl: string, passing: number): Promise<Front> {
  let left = passing;
  let server = createServer(passOn(sandboxUrl, onConnection));
  const port = await listenApart(server);
  if (left === 0) server.close();

  function onConnection(): void {
    left -= 1;
    if (left === 0) server.close(); // those that stand already go on
  }
  return {
    url: `http://${APART}:${port}`,
    heal: async () => {
      server = createServer(passOn(sandboxUrl, () => {}));
      await listen(server, { host: APART, port });
    },
    close: async () => void server.close(),
  };
}

/** Behind TLS, with a certificate that nobody vouches for once so many connections have passed. */
export async function untrustedFront(sandboxUrl: string, passing: number): Promise<Front> {
  const [good, bad] = [await trusted(), await certificate()];
  let left = passing;
  const server: TlsServer = createTlsServer(
    left === 0 ? bad : good,
    passOn(sandboxUrl, () => {
      left -= 1;
      if (left === 0) server.setSecureContext(bad);
    }),
  );
  server.on('tlsClientError', () => {}); // a client that does not trust it goes away
  const port = await listen(server);
  return {
    url: `https://127.0.0.1:${port}`,
    heal: async () => server.setSecureContext(good),
    close: async () => void server.close(),
  };
}

function passOn(sandboxUrl: string, onConnection: () => void): (socket: Socket) => void {
  const { port, hostname } = new URL(sandboxUrl);
  return (socket) => {
    onConnection();
    const behind = connect(Number(port), hostname);
    socket.pipe(behind).pipe(socket);
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      one.on('error', () => other.destroy());
    }
  };
}

/** Ports below those that the system hands out: while nobody listens on one, no other process is given it. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

async function listenApart(server: Server): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    try {
      return await listen(server, { host: APART, port });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
}

async function listen(server: Server, { host = '127.0.0.1', port = 0 } = {}): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

let vouchedFor: Promise<Certificate> | undefined;

/** One certificate that this process trusts, and nobody else. */
function trusted(): Promise<Certificate> {
  vouchedFor ??= certificate().then((made) => {
    setDefaultCACertificates([made.cert]);
    return made;
  });
  return vouchedFor;
}

async function certificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
