import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, setDefaultCACertificates, type Server as TlsServer } from 'node:tls';
import { generate } from 'selfsigned';

/**
 * A proxy that forwards a number of connections to a sandbox and then refuses connections, or presents an untrusted
 * certificate. Each call needs its own connection, so the sandbox has to close each with its response.
 */
export interface SandboxProxy {
  readonly url: string;
  /** Forwards all connections again. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** On Linux, all of 127.* is local: no other process takes a port of this address while the proxy is closed. */
const PROXY_HOST = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';

/** Stops listening after `passing` connections. */
export async function refusingProxy(sandboxUrl: string, passing: number): Promise<SandboxProxy> {
  let left = passing;
  let server = createServer(forward(sandboxUrl, onConnection));
  const port = await listenOnUnusedPort(server);
  if (left === 0) server.close();

  function onConnection(): void {
    left -= 1;
    if (left === 0) server.close(); // open connections continue
  }
  return {
    url: `http://${PROXY_HOST}:${port}`,
    restore: async () => {
      server = createServer(forward(sandboxUrl, () => {}));
      await listen(server, { host: PROXY_HOST, port });
    },
    close: async () => void server.close(),
  };
}

/** Uses TLS, with an untrusted certificate after `passing` connections. */
export async function untrustedProxy(sandboxUrl: string, passing: number): Promise<SandboxProxy> {
  const trusted = await getTrustedCertificate();
  const untrusted = await createCertificate();
  let left = passing;
  const server: TlsServer = createTlsServer(
    left === 0 ? untrusted : trusted,
    forward(sandboxUrl, () => {
      left -= 1;
      if (left === 0) server.setSecureContext(untrusted);
    }),
  );
  server.on('tlsClientError', () => {}); // a client that does not trust the certificate disconnects
  const port = await listen(server);
  return {
    url: `https://127.0.0.1:${port}`,
    restore: async () => server.setSecureContext(trusted),
    close: async () => void server.close(),
  };
}

function forward(sandboxUrl: string, onConnection: () => void): (socket: Socket) => void {
  const { port, hostname } = new URL(sandboxUrl);
  return (socket) => {
    onConnection();
    const upstream = connect(Number(port), hostname);
    socket.pipe(upstream).pipe(socket);
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  };
}

/** Ports below the ephemeral range: the system assigns none of them to another process while the proxy is closed. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

async function listenOnUnusedPort(server: Server): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    try {
      return await listen(server, { host: PROXY_HOST, port });
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

let trustedCertificate: Promise<Certificate> | undefined;

/** One certificate that only this process trusts. */
function getTrustedCertificate(): Promise<Certificate> {
  trustedCertificate ??= createCertificate().then((created) => {
    setDefaultCACertificates([created.cert]);
    return created;
  });
  return trustedCertificate;
}

async function createCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
