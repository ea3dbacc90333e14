import { once } from 'node:events';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as requestPlain, type Server } from 'node:http';
import { request, Server as TlsServer } from 'node:https';
import { connect as connectPlain, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newCertificate, type TestCertificate, writeCertificate } from '../../../tests/kit/certificate.ts';
import { freePort } from '../../start/port.ts';
import { closeServer, createGuardedServer, type ServerNetwork } from '../server.ts';
import { ANONYMOUS, LOOPBACK_OWNER, VISITOR_HEADER, visitorOfText } from '../visitor.ts';
import { CertificateRenewal } from './renew-certificate.ts';
import { serverNetworkOf } from './server-network.ts';

/**
 * Tests the rules for requests from other machines, over real sockets. Servers listen on loopback only; other loopback
 * addresses, or addresses named by a trusted proxy, take the place of other machines.
 */

const NAME = 'console.localhost';
let certificate: Awaited<ReturnType<typeof newCertificate>>;
let server: Server | undefined;
let port = 0;
let seen: IncomingHttpHeaders[] = [];

beforeEach(async () => {
  certificate = await newCertificate();
  seen = [];
});
afterEach(async () => {
  certificate.remove();
  if (server !== undefined) await closeServer(server, 0);
  server = undefined;
});

interface Settings {
  readonly tls?: TestCertificate;
  readonly trustedProxies?: readonly string[];
  readonly connections?: Partial<ServerNetwork['connections']>;
}

async function serve({ tls, trustedProxies = [], connections }: Settings): Promise<void> {
  port = await freePort('127.0.0.1', 0);
  const publicUrl = `https://${NAME}:${port}`;
  const pair = tls && { cert: Buffer.from(tls.cert), key: Buffer.from(tls.key) };
  const network = serverNetworkOf({ port, host: '127.0.0.1', publicUrl, trustedProxies }, pair);
  server = createGuardedServer({
    network: { ...network, connections: { ...network.connections, ...connections } },
    dev: false,
    handle: async (incoming, response) => {
      seen.push(incoming.headers);
      response.end(await text(incoming));
    },
    stores: {
      checkKey: async (authorization) => (authorization === 'Bearer good' ? 'valid' : 'wrong'),
      actorOfKey: async () => ({ kind: 'key', id: '7', role: 'viewer' }),
      noteRefusedKey: async () => undefined,
      visitorOf: async (_, __, mayBeOwner) => (mayBeOwner ? LOOPBACK_OWNER : ANONYMOUS),
    },
    paths: { isPage: () => true, isHandler: () => false },
    bodyLimits: { deadlineMs: 300, progressMs: 300, maxUploadBytes: 1_000_000 },
    logError: () => {},
  });
  await new Promise<void>((resolve) => server?.listen({ host: '127.0.0.1', port }, resolve));
}

interface RequestToSend {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** The loopback address that the request comes from. */
  readonly from?: string;
}

async function send({ path = '/sign-in', method = 'GET', headers = {}, body, from = '127.0.0.1' }: RequestToSend) {
  const isTls = server instanceof TlsServer;
  const options = { host: '127.0.0.1', port, path, method, localAddress: from, agent: false } as const;
  const allHeaders = { host: `${NAME}:${port}`, ...headers };
  const outgoing = isTls
    ? request({ ...options, headers: allHeaders, ca: certificate.cert, servername: NAME })
    : requestPlain({ ...options, headers: allHeaders });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  return { status: response.statusCode, headers: response.headers, text: await text(response) };
}

/** A link to itself fails even for root, like a file in a folder that this user may not open. */
function makeUnreadable(file: string): void {
  rmSync(file);
  symlinkSync(file, file);
}

function connectionCount(): Promise<number> {
  return new Promise((resolve, reject) =>
    server?.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}

async function otherCertificate(): Promise<string> {
  const { cert, remove } = await newCertificate();
  remove();
  return cert;
}

const visitor = () => visitorOfText(String(seen.at(-1)?.[VISITOR_HEADER]));

describe('over its own TLS', () => {
  beforeEach(() => serve({ tls: certificate }));

  test('the console answers to its public name with HSTS, and to loopback names without', async () => {
    const answer = await send({});
    expect(answer).toMatchObject({ status: 200, headers: { 'strict-transport-security': 'max-age=31536000' } });
    const local = await send({ headers: { host: `localhost:${port}` } });
    expect(local.status).toBe(200);
    expect(local.headers).not.toHaveProperty('strict-transport-security');
    expect((await send({ headers: { host: `evil.example:${port}` } })).status).toBe(421);
  });

  test('there is no owner without signing in, not even on the same machine', async () => {
    expect((await send({ path: '/jobs' })).headers.location).toBe('/sign-in?to=%2Fjobs');
    const host = `localhost:${port}`;
    expect((await send({ path: '/jobs', headers: { host } })).status).toBe(303);
    expect(seen).toEqual([]);
  });

  test('headers of untrusted proxies change nothing', async () => {
    const forged = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': 'evil.example',
    };
    const other = { 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9', 'x-pintd-visitor': '{}' };
    expect((await send({ headers: { ...forged, ...other } })).status).toBe(200);
    expect(visitor()).toMatchObject({ address: '127.0.0.1', actor: { role: 'anonymous' } });
    for (const name of [...Object.keys(forged), 'x-real-ip', 'forwarded']) expect(seen[0]).not.toHaveProperty(name);
  });

  test('changes need the public origin', async () => {
    const change = { path: '/api/v1/jobs', method: 'POST' };
    const status = async (origin: string) => (await send({ ...change, headers: { origin } })).status;
    expect(await status(`https://${NAME}:${port}`)).toBe(200);
    expect(await status(`http://${NAME}:${port}`)).toBe(401);
    expect(await status('https://evil.example')).toBe(401);
  });

  test('plain HTTP and old versions of TLS get no response', async () => {
    const plain = requestPlain({ host: '127.0.0.1', port, agent: false });
    plain.end();
    await expect(once(plain, 'response')).rejects.toThrow();
    const old = connect({
      host: '127.0.0.1',
      port,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      rejectUnauthorized: false,
    });
    await expect(once(old, 'secureConnect')).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  test('monitoring needs a key, but not on the same machine', async () => {
    for (const path of ['/metrics', '/readyz']) {
      await send({ path });
      expect(visitor().actor.role).toBe('anonymous');
      await send({ path, headers: { authorization: 'Bearer good' } });
      expect(visitor().actor).toEqual({ kind: 'key', id: '7', role: 'viewer' });
      await send({ path, headers: { host: `localhost:${port}` } });
      expect(visitor().actor).toMatchObject({ kind: 'system', role: 'viewer' });
      expect((await send({ path, headers: { authorization: 'Bearer bad' } })).status).toBe(401);
    }
    expect((await send({ path: '/jobs', headers: { authorization: 'Bearer good' } })).status).toBe(403);
  });

  test('visitors without a session or key may send only enough to sign in', async () => {
    const origin = `https://${NAME}:${port}`;
    const headers = { origin, 'next-action': 'abc', 'content-type': 'text/plain;charset=UTF-8' };
    expect((await send({ method: 'POST', headers, body: JSON.stringify(['x'.repeat(60_000)]) })).status).toBe(200);
    expect((await send({ method: 'POST', headers, body: 'x'.repeat(70_000) })).status).toBe(413);
  });

  test('a request with too many headers is refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, number) => [`x-${number}`, 'y']));
    expect((await send({ headers: many })).status).toBe(431);
    expect((await send({ headers: { long: 'x'.repeat(20_000) } })).status).toBe(431);
    expect(seen).toEqual([]);
  });
});

describe('behind a proxy', () => {
  beforeEach(() => serve({ trustedProxies: ['127.0.0.1'] }));

  test('the client is the last address that is not a proxy', async () => {
    await send({ headers: { 'x-forwarded-for': '203.0.113.9, 192.0.2.1' } });
    expect(visitor().address).toBe('192.0.2.1');
    const { headers } = await send({ headers: { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' } });
    expect(headers).toHaveProperty('strict-transport-security');
  });

  test('requests that bypass the proxy are refused, whatever their headers claim', async () => {
    const forged: Record<string, string>[] = [{}, { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' }];
    for (const headers of forged) expect((await send({ from: '127.0.0.2', headers })).status).toBe(421);
    expect(seen).toEqual([]);
  });

  test('requests that reached the proxy over HTTP are refused', async () => {
    const { status, text: body } = await send({
      headers: { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'http' },
    });
    expect(status).toBe(403);
    expect(body).toContain(`https://${NAME}:${port}`);
  });

  test('clients of the proxy cannot use loopback names', async () => {
    const headers = { host: `localhost:${port}`, 'x-forwarded-for': '192.0.2.1' };
    expect((await send({ path: '/metrics', headers })).status).toBe(421);
  });
});

describe('a renewed certificate', () => {
  const logged: string[] = [];
  const log = {
    info: (_: object, text: string) => logged.push(text),
    warn: (_: object, text: string) => logged.push(text),
  };
  let renewal: CertificateRenewal;
  beforeEach(async () => {
    logged.length = 0;
    renewal = new CertificateRenewal({ files: certificate, now: Date.now, log });
    await serve({ tls: certificate });
  });

  /** Checks twice, as the timer does in two periods. */
  const check = () => {
    for (const _ of [1, 2]) renewal.check(server as TlsServer);
  };

  async function servedName(): Promise<string | undefined> {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { subject } = (socket as TLSSocket).getPeerCertificate();
    socket.destroy();
    return String(subject.CN);
  }

  test('is used by new connections without a restart', async () => {
    expect(await servedName()).toBe(NAME);
    await writeCertificate(certificate, { name: 'renewed.localhost' });
    check();
    expect(await servedName()).toBe('renewed.localhost');
    expect(logged).toEqual(['renewed certificate in use']);
  });

  test.each<[string, (files: TestCertificate) => unknown]>([
    ['broken', ({ certFile }) => writeFileSync(certFile, 'no certificate')],
    ['of another key', async ({ certFile }) => writeFileSync(certFile, await otherCertificate())],
    ['with a broken key', ({ keyFile }) => writeFileSync(keyFile, 'no key')],
    ['missing', ({ certFile }) => rmSync(certFile)],
    ['no longer readable', ({ certFile }) => makeUnreadable(certFile)],
  ])('that is %s is reported once, and the previous one stays in use', async (_, replace) => {
    await replace(certificate);
    check();
    check();
    expect(await servedName()).toBe(NAME);
    expect(logged).toEqual(['new certificate not usable; the console keeps the previous one']);
    rmSync(certificate.certFile, { force: true });
    await writeCertificate(certificate, { name: 'repaired.localhost' });
    check();
    expect(await servedName()).toBe('repaired.localhost');
  });

  test('is read only when its files no longer change', async () => {
    writeFileSync(certificate.certFile, await otherCertificate()); // the key follows
    renewal.check(server as TlsServer);
    await writeCertificate(certificate, { name: 'renewed.localhost' });
    check();
    expect(logged).toEqual(['renewed certificate in use']);
  });

  test.each<[string, number, string[]]>([
    ['is not logged 15 days before', 15, []],
    ['is logged 13 days before', 13, ['certificate expires soon: renew it']],
    ['is logged afterwards', -1, ['certificate has expired']],
  ])('its expiry %s', async (_, days, expected) => {
    await writeCertificate(certificate, { days, age: 90 });
    new CertificateRenewal({ files: certificate, now: Date.now, log }).check(server as TlsServer);
    expect(logged).toEqual(expected);
  });
});

describe('400 slow clients with one address', () => {
  const CLIENTS = 400;
  const LIMIT = 100;
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
  });

  /** Opens connections from a loopback address, and calls `attack` on each one once it is connected. */
  async function open(attack: (socket: Socket) => void, from = '127.0.0.1'): Promise<{ closed: () => number }> {
    let closed = 0;
    const opened = Array.from({ length: CLIENTS }, async () => {
      const socket = connectPlain({ host: '127.0.0.1', port, localAddress: from });
      sockets.push(socket);
      socket
        .on('error', () => {})
        .once('close', () => {
          closed += 1;
        });
      socket.resume();
      await once(socket, 'connect');
      attack(socket);
    });
    await Promise.all(opened);
    return { closed: () => closed };
  }

  test.each<[string, boolean, (socket: Socket) => void]>([
    ['that send nothing', true, () => {}],
    ['that stop within the TLS handshake', true, (socket) => socket.write(Buffer.from([22, 3, 1, 2, 0, 1]))],
    ['that stop within their headers', false, (socket) => socket.write('GET / HTTP/1.1\r\nHost: x\r\nX: ')],
    [
      'that stop within their body',
      false,
      (socket) =>
        socket.write(
          `POST /sign-in HTTP/1.1\r\nHost: ${NAME}:${port}\r\nOrigin: https://${NAME}:${port}\r\nContent-Length: 9\r\n\r\nx`,
        ),
    ],
  ])('%s do not keep others out, and are closed', async (_, isTls, attack) => {
    const connections = { max: 2 * LIMIT, maxPerNetwork: LIMIT, headersMs: 400 };
    await serve({ ...(isTls ? { tls: certificate } : { trustedProxies: ['127.0.0.3'] }), connections });
    const attackers = await open(attack);
    const headers: Record<string, string> = isTls ? {} : { 'x-forwarded-for': '192.0.2.1' };
    expect((await send({ from: isTls ? '127.0.0.2' : '127.0.0.3', headers })).status).toBe(200);
    await expect.poll(attackers.closed).toBe(CLIENTS);
  });

  test('beyond the limit are closed immediately; closed ones do not count, and proxies have no limit', async () => {
    await serve({ trustedProxies: ['127.0.0.3'], connections: { maxPerNetwork: LIMIT, headersMs: 60_000 } });
    const attackers = await open(() => {});
    await expect.poll(attackers.closed).toBe(CLIENTS - LIMIT);
    for (const socket of sockets) socket.destroy();
    await expect.poll(attackers.closed).toBe(CLIENTS);
    const again = await open(() => {});
    await expect.poll(again.closed).toBe(CLIENTS - LIMIT);
    for (const socket of sockets) socket.destroy();
    await expect.poll(again.closed).toBe(CLIENTS);
    const proxied = await open(() => {}, '127.0.0.3');
    await expect.poll(connectionCount).toBe(CLIENTS);
    expect(proxied.closed()).toBe(0);
  });
});
