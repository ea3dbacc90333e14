import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { settingsOf, storedBytes } from '../../tests/kit/elsewhere.ts';
import { testOfSqlite } from '../../tests/kit/postgresql.ts';
import { ACCOUNT, openForTest, validLines } from '../../tests/kit/product.ts';
import { MachineError } from '../core/machine-fault.ts';
import { readEnv } from '../env.ts';
import { startApi } from './api.test-kit.ts';

/** Tests that a request is executed once per Idempotency-Key. */

const content = `${validLines(2).join('\n')}\n`;
const withKey = (key: string) => ({ 'idempotency-key': key });

async function withUpload() {
  const api = await startApi();
  const { json } = await api.request('POST', '/api/v1/uploads?name=e.csv', { content });
  const body = { upload: json.id, authentication: 1, parameters: { ad_account_id: ACCOUNT } };
  return { api, body };
}

test('a job is created once, and a repeat with reordered members gets the same response', async () => {
  const { api, body } = await withUpload();
  const first = await api.request('POST', '/api/v1/exports', { body, headers: withKey('order-1') });
  const { parameters, ...rest } = body;
  const again = await api.request('POST', '/api/v1/exports', {
    body: { parameters, ...rest },
    headers: withKey('order-1'),
  });
  expect(first.status).toBe(201);
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect({ status: again.status, text: again.text }).toEqual({ status: 201, text: first.text });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await api.runtime.jobs.list({ limit: 10 })).toHaveLength(1);
  const other = await api.request('POST', '/api/v1/exports', { body, headers: withKey('order-2') });
  expect(other.json.job_id).not.toBe(first.json.job_id);
});

testOfSqlite(
  'a stored request is recognized only with the key file, so that a short secret in the request cannot be guessed',
  async () => {
    const { runtime } = await startApi();
    const { apiRequests, owner } = runtime;
    const request = { apiKey: (await runtime.apiKeys.list())[0]?.id ?? 0, idempotencyKey: 'pin' };
    await apiRequests.begin(request, owner);
    await apiRequests.storeAnswer(request, { fingerprint: 'of-pin-4711', status: 200, answer: '{}' });
    apiRequests.end(request);
    const { response } = (await apiRequests.begin(request, owner)) ?? {};
    expect([response?.isOfRequest('of-pin-4711'), response?.isOfRequest('another')]).toEqual([true, false]);
    expect(storedBytes(runtime).includes('of-pin-4711')).toBe(false);
  },
);

test('another request under the same key is refused: another body, path, or file', async () => {
  const { api, body } = await withUpload();
  const reused = { status: 422, json: { code: 'idempotency_key_reused' } };
  await api.request('POST', '/api/v1/exports', { body, headers: withKey('a') });
  const changed = { ...body, parameters: { ad_account_id: ACCOUNT, test_event: true } };
  expect(await api.request('POST', '/api/v1/exports', { body: changed, headers: withKey('a') })).toMatchObject(reused);
  expect(await api.request('POST', '/api/v1/jobs/1/kill', { headers: withKey('a') })).toMatchObject(reused);

  const path = '/api/v1/uploads?name=e.csv';
  const accepted = await api.request('POST', path, { content, headers: withKey('b') });
  expect((await api.request('POST', path, { content, headers: withKey('b') })).text).toBe(accepted.text);
  expect(
    await api.request('POST', path, { content: content.replace('e1', 'x1'), headers: withKey('b') }),
  ).toMatchObject(reused);
});

test('the key of a refused request can be used again', async () => {
  const { api, body } = await withUpload();
  const wrong = { ...body, parameters: { ad_account_id: 'invalid' } };
  expect((await api.request('POST', '/api/v1/exports', { body: wrong, headers: withKey('a') })).status).toBe(422);
  expect((await api.request('POST', '/api/v1/exports', { body, headers: withKey('a') })).status).toBe(201);
});

describe('the key of an upload can be used again', () => {
  const path = '/api/v1/uploads?name=e.csv';

  test('after its connection broke', async () => {
    const api = await startApi();
    const replied = Promise.withResolvers<void>();
    api.onResponse(async () => replied.resolve());
    const headers = { ...withKey('a'), authorization: `Bearer ${api.key}`, 'content-length': content.length };
    const upload = request(api.url + path, { method: 'POST', headers });
    upload.on('error', () => {}); // broken on purpose
    upload.write(content.slice(0, 20));
    await expect.poll(() => api.requestedPaths).toContain(path);
    upload.destroy();
    await replied.promise;
    expect((await api.request('POST', path, { content, headers: withKey('a') })).status).toBe(201);
  });

  test('after the disk was full', async () => {
    const api = await startApi();
    const { files } = api.runtime;
    const writeSpool = files.writeSpool.bind(files);
    files.writeSpool = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    const send = () => api.request('POST', path, { content, headers: withKey('a') });
    expect(await send()).toMatchObject({ status: 507, json: { code: 'upload_disk_full' } });
    files.writeSpool = writeSpool;
    expect((await send()).status).toBe(201);
  });
});

test('a repeat does nothing if it is unknown whether the request was carried out', async () => {
  const { api, body } = await withUpload();
  const { newJobs } = api.runtime;
  const create = newJobs.create.bind(newJobs);
  newJobs.create = async (job) => {
    await create(job);
    throw new MachineError('database_lost', new Error('ECONNRESET'));
  };
  const send = () => api.request('POST', '/api/v1/exports', { body, headers: withKey('a') });
  const first = await send();
  expect(first).toMatchObject({ status: 503, json: { code: 'database_lost' } });
  expect(await send()).toMatchObject({ status: 503, text: first.text });
  expect(await api.runtime.jobs.list({ limit: 10 })).toHaveLength(1);
});

test('the same Idempotency-Key under another API key is independent', async () => {
  const { api, body } = await withUpload();
  const { key } = await api.runtime.apiKeys.create({ name: 'another', role: 'admin' });
  const mine = await api.request('POST', '/api/v1/exports', { body, headers: withKey('a') });
  const theirs = await api.request('POST', '/api/v1/exports', { body, headers: withKey('a'), key });
  expect(theirs.json.job_id).not.toBe(mine.json.job_id);
});

describe('while the first request has no reply', () => {
  test.each([
    ['it is running in this process', 'ours', 60_000, 'idempotency_in_flight'],
    ['it is running in another web process', 'another', 0, 'idempotency_in_flight'],
    ['it was interrupted with its process', 'another', 60_000, 'idempotency_interrupted'],
  ])('%s', async (_, owner, agoMs, code) => {
    const { api, body } = await withUpload();
    const by = owner === 'ours' ? api.runtime.owner : owner;
    await api.runtime.apiRequests.begin({ apiKey: 1, idempotencyKey: 'a' }, by);
    await api.runtime.clock.sleep(agoMs, new AbortController().signal);
    const response = await api.request('POST', '/api/v1/exports', { body, headers: withKey('a') });
    expect(response).toMatchObject({ status: 409, json: { code } });
    expect(await api.runtime.jobs.list({ limit: 10 })).toEqual([]);
  });

  test('only one of two concurrent requests is executed', async () => {
    const { api, body } = await withUpload();
    const both = [1, 2].map(() => api.request('POST', '/api/v1/exports', { body, headers: withKey('a') }));
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(await api.runtime.jobs.list({ limit: 10 })).toHaveLength(1);
  });
});

test('an invalid key is refused, and responses with values are not stored', async () => {
  const { api, body } = await withUpload();
  const headers = withKey(`x${'x'.repeat(255)}`);
  const refused = await api.request('POST', '/api/v1/exports', { body, headers });
  expect(refused).toMatchObject({ status: 400, json: { code: 'idempotency_key_malformed' } });
  const preview = () =>
    api.request('POST', '/api/v1/uploads/1/preview', { body: { personal: true }, headers: withKey('p') });
  await preview();
  expect((await preview()).headers.get('idempotency-replayed')).toBeNull();
});

test('a reply that cannot be stored is still sent, and a repeat of the request does nothing', async () => {
  const { api, body } = await withUpload();
  const { apiRequests, clock, jobs } = api.runtime;
  apiRequests.storeAnswer = () => Promise.reject(new MachineError('database_lost', new Error('ECONNRESET')));
  const send = () => api.request('POST', '/api/v1/exports', { body, headers: withKey('a') });
  expect(await send()).toMatchObject({ status: 201, json: { status: 'queued' } });
  await clock.sleep(60_000, new AbortController().signal);
  expect(await send()).toMatchObject({ status: 409, json: { code: 'idempotency_interrupted' } });
  expect(await jobs.list({ limit: 10 })).toHaveLength(1);
});

test('a key reserved before the database was lost does not stay in flight', async () => {
  const { api, body } = await withUpload();
  const { apiRequests, clock, owner } = api.runtime;
  const database = await openForTest(readEnv({ ...settingsOf(api.runtime), PINTD_LOG_LEVEL: 'silent' }));
  onTestFinished(() => database.close());
  const begin = apiRequests.begin.bind(apiRequests);
  apiRequests.begin = async (reservation) => {
    apiRequests.begin = begin;
    await database.apiRequests.begin(reservation, owner);
    throw new MachineError('database_lost', new Error('ECONNRESET'));
  };
  const send = () => api.request('POST', '/api/v1/exports', { body, headers: withKey('a') });
  expect(await send()).toMatchObject({ status: 503, json: { code: 'database_lost' } });
  await clock.sleep(60_000, new AbortController().signal);
  expect(await send()).toMatchObject({ status: 409, json: { code: 'idempotency_interrupted' } });
});
