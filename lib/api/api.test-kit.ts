import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { startProduct, type TestProduct } from '../../tests/kit/product.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { findReadinessProblems } from '../runtime/stores/readiness.ts';
import { freePort } from '../start/port.ts';
import { isTdUrl } from '../td-api/find-route.ts';
import { serveTd } from '../td-api/serve.ts';
import { bodyLimitsOf } from '../web/guard/body.ts';
import { GuardStores } from '../web/guard/guard-stores.ts';
import { serverNetworkOf } from '../web/network/server-network.ts';
import { readinessResponse } from '../web/readiness.ts';
import { closeServer, createGuardedServer } from '../web/server.ts';
import { LOOPBACK_OWNER } from '../web/visitor.ts';
import { serveApi } from './serve.ts';

/** Both APIs over real HTTP and behind the guard, for one test. Tests run jobs explicitly. */
export interface TestApi extends TestProduct {
  readonly url: string;
  readonly key: string;
  /** Path and query of every request so far. */
  readonly requestedPaths: readonly string[];
  stopServer(): Promise<void>;
  /** Starts the server again at the same address. */
  restartServer(): Promise<void>;
  /** Calls `listener` before every later response. */
  onResponse(listener: () => Promise<void>): void;
  /** The next request to this path is carried out, but its connection is closed without a response. */
  dropResponse(path: string): void;
  request(method: string, path: string, options?: TestRequestOptions): Promise<TestResponse>;
}

interface TestRequestOptions {
  readonly body?: unknown;
  /** A raw body instead of JSON. */
  readonly content?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** null sends no key. */
  readonly key?: string | null;
}

interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test checks the shape itself
  readonly json: any;
  readonly text: string;
}

export async function startApi(settings: Record<string, string> = {}): Promise<TestApi> {
  const product = await startProduct(settings);
  const { runtime } = product;
  const port = await freePort('127.0.0.1', 0);
  const url = `http://127.0.0.1:${port}`;
  const requestedPaths: string[] = [];
  const pathsToDrop = new Set<string>();
  const listeners: (() => Promise<void>)[] = [];
  const server = createGuardedServer({
    network: serverNetworkOf({ ...runtime.env, port }, undefined),
    dev: false,
    paths: { isPage: () => false, isHandler: () => true },
    bodyLimits: bodyLimitsOf(runtime.env),
    stores: new GuardStores(runtime.env),
    async handle(incoming, outgoing) {
      const { method = '', headers } = incoming;
      const path = incoming.url ?? '';
      requestedPaths.push(path);
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const body = hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {};
      const request = new Request(url + path, { method, headers: headers as Record<string, string>, ...body });
      const response = await responseTo(path, request, runtime);
      for (const listener of listeners) await listener();
      if (pathsToDrop.delete(path)) return void outgoing.destroy();
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      for await (const chunk of response.body ?? []) outgoing.write(chunk);
      outgoing.end();
    },
    logError: () => {},
  });
  const restartServer = () => new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port }, resolve));
  const stopServer = () => closeServer(server, 0);
  await restartServer();
  onTestFinished(stopServer);
  const { key } = await runtime.apiKeys.create({ name: 'test', role: 'admin' });
  return {
    ...product,
    url,
    key,
    requestedPaths,
    restartServer,
    stopServer,
    onResponse: (listener) => void listeners.push(listener),
    dropResponse: (path) => pathsToDrop.add(path),
    request: requester(url, key),
  };
}

async function responseTo(path: string, request: Request, runtime: Runtime): Promise<Response> {
  if (path === '/readyz')
    return readinessResponse(
      await findReadinessProblems(runtime.env, { now: Date.now(), reserveBytes: 0 }),
      [],
      LOOPBACK_OWNER,
    );
  return (isTdUrl(path) ? serveTd : serveApi)(request, runtime, '192.0.2.7');
}

function requester(url: string, defaultKey: string): TestApi['request'] {
  return async (method, path, { body, content, headers = {}, key = defaultKey } = {}) => {
    const allHeaders = new Headers(headers);
    if (key !== null) allHeaders.set('authorization', `Bearer ${key}`);
    if (body !== undefined) allHeaders.set('content-type', 'application/json');
    const rawBody = content ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(url + path, { method, headers: allHeaders, body: rawBody });
    const text = await response.text();
    const isJson = /json(?:;|$)/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : undefined, text };
  };
}
