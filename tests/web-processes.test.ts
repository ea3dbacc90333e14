// Several web processes behind a proxy that sends each request to any of them.

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as passkeys from '../lib/commands/console/access/passkeys.ts';
import * as people from '../lib/commands/console/access/people.ts';
import * as factors from '../lib/commands/console/access/second-factors.ts';
import * as sso from '../lib/commands/console/access/single-sign-on.ts';
import { fixRecords } from '../lib/commands/console/reviews.ts';
import { perform } from '../lib/commands/perform.ts';
import { getFileConnector } from '../lib/connectors/file-connector.ts';
import { publicOrigin } from '../lib/core/network/public-origin.ts';
import { BY_NAME } from '../lib/core/record/plan.ts';
import { readEnv } from '../lib/env.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { SYSTEM_PLATFORM } from '../lib/runtime/platform.ts';
import { editInTurn } from '../lib/runtime/reading/serialized-fixes.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { freePort } from '../lib/start/port.ts';
import { GuardStores } from '../lib/web/guard/guard-stores.ts';
import { serverNetworkOf } from '../lib/web/network/server-network.ts';
import { closeServer, createGuardedServer } from '../lib/web/server.ts';
import { sessionCookie, VISITOR_HEADER, visitorOfText } from '../lib/web/visitor.ts';
import { OPERATOR } from './kit/actors.ts';
import { TestAuthenticator } from './kit/authenticator.ts';
import { openElsewhere, settingsOf } from './kit/elsewhere.ts';
import { ProviderVisitor, startIdentityProvider } from './kit/identity-provider.ts';
import { ANONYMOUS, client, OWNER, PASSWORD, type People, refusal, startPeople } from './kit/people.ts';
import { testOfPostgresql } from './kit/postgresql.ts';
import { startProduct, validLines } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

/** Another web process of the same console. */
async function startAnother({ runtime }: People, settings: Record<string, string> = {}): Promise<Runtime> {
  const env = readEnv({ ...settingsOf(runtime), PINTD_LOG_LEVEL: 'silent', ...settings });
  const second = await openRuntime(env, 'web', { ...SYSTEM_PLATFORM, clock: runtime.clock });
  onTestFinished(() => second.close());
  return second;
}

test('password guesses are limited across all processes', async () => {
  const started = await startPeople();
  const processes = [started.runtime, await startAnother(started), await startAnother(started)];
  const codes: string[] = [];
  for (let guess = 0; guess < 30; guess++) {
    const from = { email: OWNER.email, password: `guess number ${guess}`, client: client(`198.51.100.${guess}`) };
    const runtime = processes[guess % processes.length] as Runtime;
    await perform(people.signIn, from, ANONYMOUS, runtime).catch(({ code }) => codes.push(code));
  }
  expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(10);
  expect(codes.filter((code) => code === 'sign_in_limited')).toHaveLength(20);
});

describe('what begins at one process can be completed at another:', () => {
  test('passkeys', async () => {
    const started = await startPeople();
    const { runtime, as, actorInSession, signIn } = started;
    const second = await startAnother(started);
    const owner = await actorInSession(await signIn(OWNER.email));
    const device = new TestAuthenticator(publicOrigin(runtime.env));
    const response = device.create(await as(owner, passkeys.beginPasskey, {}));
    await perform(passkeys.addPasskey, { response, name: 'Laptop' }, owner, second);
    const request = await perform(passkeys.beginPasskeySignIn, { client: client() }, ANONYMOUS, second);
    const signed = { response: device.sign(request), client: client() };
    const tokens = await as(ANONYMOUS, passkeys.completePasskeySignIn, signed);
    expect((await second.sessions.find(tokens.session))?.person.email).toBe(OWNER.email);
    const again = perform(passkeys.completePasskeySignIn, signed, ANONYMOUS, second);
    await expect(again).rejects.toMatchObject(refusal('passkey_refused'));
    const { pending } = await perform(
      people.signIn,
      { email: OWNER.email, password: PASSWORD, client: client() },
      ANONYMOUS,
      second,
    ).then((entry) => ({ pending: 'pending' in entry ? entry.pending : '' }));
    expect(await as(ANONYMOUS, factors.viewPendingSignIn, { pending })).toMatchObject({ hasPasskey: true });
  });

  test('a sign-in through an identity provider', async () => {
    const provider = await startIdentityProvider('http://localhost:3000', { aiko: { email: 'aiko@other.example' } });
    onTestFinished(() => provider.close());
    const settings = { ...provider.settings, PINTD_OIDC_DEFAULT_ROLE: 'viewer' };
    const started = await startPeople(settings);
    const second = await startAnother(started, settings);
    const { url, token } = await started.as(ANONYMOUS, sso.beginSsoSignIn, { to: '/jobs', client: client() });
    const input = { token, parameters: await new ProviderVisitor().authorize(url, 'aiko'), client: client() };
    const { tokens } = await perform(sso.completeSsoSignIn, input, ANONYMOUS, second);
    expect(await started.actorOf(tokens)).toMatchObject({ role: 'viewer' });
    await expect(started.as(ANONYMOUS, sso.completeSsoSignIn, input)).rejects.toMatchObject(refusal('sso_over'));
  });
});

test('a session is valid at all processes, whatever port each listens on, and ends at all of them', async () => {
  const { runtime, as, actorInSession, signIn } = await startPeople();
  const tokens = await signIn(OWNER.email);
  const name = 'console.example.com';
  const env = { ...runtime.env, publicUrl: `https://${name}`, trustedProxies: ['127.0.0.1'] };
  const ports = [await startWeb(env), await startWeb(env)];
  const headers = { host: name, 'x-forwarded-proto': 'https', cookie: `${sessionCookie(443)}=${tokens.session}` };
  const visitorRoles = () => Promise.all(ports.map(async (port) => (await visitorAt(port, headers))?.actor.role));
  expect(await visitorRoles()).toEqual(['owner', 'owner']);
  await as(await actorInSession(tokens), people.endSession, { id: (await runtime.sessions.list(1))[0]?.id ?? 0 });
  expect(await visitorRoles()).toEqual([undefined, undefined]);
});

test('of two simultaneous edits of a file in two processes, one is stored and the other refused', async () => {
  const started = await startPeople();
  const { runtime } = started;
  const processes = [runtime, await startAnother(started)];
  const upload = await started.upload(validLines(3));
  await beginReview({ connector: getFileConnector(), upload, matching: BY_NAME }, runtime);
  await runReviews(runtime);
  const storedEdits: unknown[] = [];
  let fixesBytes = 0;
  for (let round = 0; round < 10; round++) {
    const edits = ['left', 'right'].map(
      (name) => ({ kind: 'cell', record: 1, column: 'em', value: `${name}@${round}.example` }) as const,
    );
    const results = await Promise.allSettled(
      processes.map((each, index) => {
        const edit = edits[index] as (typeof edits)[number];
        return perform(fixRecords, { upload: upload.id, edit, fixesBytes }, OPERATOR, each);
      }),
    );
    storedEdits.push(...edits.filter((_, index) => results[index]?.status === 'fulfilled'));
    fixesBytes = (await runtime.reviews.find(upload.id))?.fixesBytes ?? 0;
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  }
  expect(await runtime.files.fixes(upload.folder, fixesBytes)).toEqual(storedEdits);
});

/** Starts the guard of a web process behind a proxy; returns its port. Each page responds with the visitor. */
async function startWeb(env: Runtime['env']): Promise<number> {
  const port = await freePort('127.0.0.1', 0);
  const server = createGuardedServer({
    network: serverNetworkOf({ ...env, port }, undefined),
    dev: false,
    stores: new GuardStores(env),
    paths: { isPage: () => true, isHandler: () => false },
    bodyLimits: { deadlineMs: 30_000, progressMs: 30_000, maxUploadBytes: 1 },
    handle: async (incoming, response) => void response.end(incoming.headers[VISITOR_HEADER]),
    logError: () => {},
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port }, resolve));
  onTestFinished(() => closeServer(server, 0));
  return port;
}

/** The visitor; undefined if the person has to sign in. Does not use `fetch`, which sets Host itself. */
async function visitorAt(port: number, headers: Record<string, string>) {
  const outgoing = request({ host: '127.0.0.1', port, path: '/', headers }).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const body = await text(response);
  return response.statusCode === 200 ? visitorOfText(body) : undefined;
}

testOfPostgresql('an edit that lost its lock while another process made another edit stores nothing', async () => {
  const { runtime, upload: receive } = await startProduct();
  const upload = await receive(validLines(3));
  const connector = getFileConnector();
  await beginReview({ connector, upload, matching: BY_NAME }, runtime);
  await runReviews(runtime);
  const makeEdit = (inProcess: Runtime, value: string) =>
    editInTurn(inProcess, connector, upload.id, {
      edit: { kind: 'cell', record: 1, column: 'em', value },
      fixesBytes: 0,
    });
  const { database, mutex, close } = await openElsewhere(runtime);
  onTestFinished(close);
  const cutOff: Runtime = {
    ...runtime,
    mutex: {
      run: (key, work) =>
        mutex.run(key, async (assertHeld) => {
          await database.all(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
          await makeEdit(runtime, 'kept@mail.example');
          return work(assertHeld);
        }),
    },
  };
  // As in a process that read the review before it lost its lock.
  const before = await runtime.reviews.find(upload.id);
  const reviews = new Proxy(runtime.reviews, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'find') return async () => before;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  await expect(makeEdit({ ...cutOff, reviews }, 'late@mail.example')).rejects.toMatchObject({ fault: 'database_lost' });
  const bytes = (await runtime.reviews.find(upload.id))?.fixesBytes ?? 0;
  expect(await runtime.files.fixes(upload.folder, bytes)).toMatchObject([{ value: 'kept@mail.example' }]);
});
