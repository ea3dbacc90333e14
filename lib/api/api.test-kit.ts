import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { startProduct, type TestProduct } from '../../tests/kit/product.ts';
import { findUnready } from '../adapters/store/database/readiness.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { freePort } from '../start/port.ts';
import { isOfTd } from '../td-api/find-route.ts';
import { serveTd } from '../td-api/serve.ts';
import { bodyLimitsOf } from '../web/body.ts';
import { keyJudge } from '../web/key-judge.ts';
import { readinessAnswer } from '../web/readiness.ts';
import { closeServer, createGuardedServer } from '../web/server.ts';
import { serveApi } from './serve.ts';

/** The API over real HTTP and behind the guard, for one test; jobs are executed when the test says so. */
export interface TestApi extends TestProduct {
  readonly url: string;
  readonly key: string;
  /** Every address that was asked, from the root on. */
  readonly asked: readonly string[];
  /** The server goes away, and comes back at the same address. */
  away(): Promise<void>;
  back(): Promise<void>;
  /** The next answer at this address is lost on its way, though what was asked is done. */
  loseAnswer(path: string): void;
  ask(method: string, path: string, options?: AskOptions): Promise<Asked>;
}

export interface AskOptions {
  readonly body?: unknown;
  /** What is sent as it is, in place of JSON. */
  readonly content?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** null: none. */
  readonly key?: string | null;
}

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what its test is about
  readonly json: any;
  readonly text: string;
}

export async function startApi(settings: Record<string, string> = {}): Promise<TestApi> {
  const product = await startProduct(settings);
  const { runtime } = product;
  const port = await freePort('127.0.0.1', 0);
  const url = `http://127.0.0.1:${port}`;
  const asked: string[] = [];
  const lost = new Set<string>();
  const server = createGuardedServer({
    ...{
      port,
      dev: false,
      paths: { isPage: () => false, isHandler: () => true },
      bodyLimits: bodyLimitsOf(runtime.env),
    },
    judgeKey: keyJudge(runtime.env.dataDir),
    async handle(incoming, outgoing) {
      const { method = '', headers } = incoming;
      const path = incoming.url ?? '';
      asked.push(path);
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const body = hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {};
      const request = new Request(url + path, { method, headers: headers as Record<string, string>, ...body });
      const answer = await answerOf(path, request, runtime);
      if (lost.delete(path)) return void outgoing.destroy();
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      for await (const chunk of answer.body ?? []) outgoing.write(chunk);
      outgoing.end();
    },
    logError: () => {},
  });
  const back = () => new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port }, resolve));
  const away = () => closeServer(server, 0);
  await back();
  onTestFinished(away);
  const { key } = runtime.apiKeys.create('test');
  return { ...product, url, key, asked, back, away, loseAnswer: (path) => lost.add(path), ask: asking(url, key) };
}

function answerOf(path: string, request: Request, runtime: Runtime): Promise<Response> | Response {
  if (path === '/readyz')
    return readinessAnswer(findUnready(runtime.env.dataDir, { now: Date.now(), reserveBytes: 0 }));
  return (isOfTd(path) ? serveTd : serveApi)(request, runtime);
}

function asking(url: string, own: string): TestApi['ask'] {
  return async (method, path, { body, content, headers = {}, key = own } = {}) => {
    const all = new Headers(headers);
    if (key !== null) all.set('authorization', `Bearer ${key}`);
    if (body !== undefined) all.set('content-type', 'application/json');
    const sent = content ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(url + path, { method, headers: all, body: sent });
    const text = await response.text();
    const isJson = /json(?:;|$)/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : undefined, text };
  };
}
