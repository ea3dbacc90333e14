import { createHash } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { OpenAPIClientAxios, type UnknownOperationMethod } from 'openapi-client-axios';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { runReviews } from '../../tests/kit/run-reviews.ts';
import { perform } from '../commands/perform.ts';
import { type ApiResponse, membersOf } from '../core/api/api-document.ts';
import type { Job } from '../core/job/job.ts';
import { claimAndRun } from '../runtime/workflow/run.ts';
import { startApi, type TestApi } from './api.test-kit.ts';
import { addNextLink } from './next-link.ts';
import { openApiDocument } from './openapi.ts';
import { idsIn } from './route.ts';
import { routes } from './routes.ts';

const OWNER = { kind: 'system', id: 'test', role: 'owner' } as const;
const TOKEN = 'pina_CANARY_TOKEN';

const csvOf = (lines: readonly string[]) => `${lines.join('\n')}\n`;

/** Uploads lines and queues a job for them. */
async function queueJob(api: TestApi, lines: readonly string[], more: Record<string, unknown> = {}) {
  const { json: upload } = await api.request('POST', '/api/v1/uploads?name=events.csv', { content: csvOf(lines) });
  const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
  const body = { upload: upload.id, authentication: 1, parameters, ...more };
  return (await api.request('POST', '/api/v1/exports', { body })).json;
}

/** Runs a job for these lines, and returns its ID. */
async function runJob(api: TestApi, lines: readonly string[]): Promise<number> {
  const { job_id } = await queueJob(api, lines);
  const job = await api.runtime.jobs.find(job_id);
  if (job) await api.run(job);
  return job_id;
}

describe('the document', () => {
  test('is valid OpenAPI 3.1, and is public', async () => {
    const api = await startApi();
    const { status, json } = await api.request('GET', '/api/v1/openapi.json', { key: null });
    expect(status).toBe(200);
    expect(json.openapi).toMatch(/^3\.1\./);
    expect(await new Validator().validate(structuredClone(json))).toEqual({ valid: true });
    expect(json.components.schemas.Job.properties.records).toEqual({ $ref: '#/components/schemas/RecordCounts' });
  });

  test('describes each operation and its input, in both languages', () => {
    for (const locale of ['en', 'ja'] as const) {
      const operations = Object.values(openApiDocument(locale).paths).flatMap((path) => Object.values(path));
      expect(operations).toHaveLength(routes.length);
      expect(operations.filter(({ summary }) => summary === '')).toEqual([]);
      const undescribed = operations.flatMap(({ operationId, parameters, requestBody }) => {
        const members = membersOf(requestBody?.content['application/json']?.schema ?? {});
        const all = [
          ...parameters,
          ...members.map(({ name, schema }) => ({ name, description: schema['description'] })),
        ];
        return all.filter(({ description }) => !description).map(({ name }) => `${operationId} ${name}`);
      });
      expect(undescribed).toEqual([]);
    }
  });

  test('a client generated from it sends a file and the result of a query', async () => {
    const api = await startApi();
    const definition = `${api.url}/api/v1/openapi.json`;
    const headers = { authorization: `Bearer ${api.key}` };
    const factory = new OpenAPIClientAxios({ definition, axiosConfigDefaults: { baseURL: api.url, headers } });
    const client = await factory.init();
    const call = async (operation: string, ...args: Parameters<UnknownOperationMethod>) => {
      const { data } = (await client[operation]?.(...args)) ?? {};
      return data;
    };
    const { id: authentication } = await call('createAuthentication', {}, { name: 'Made', access_token: TOKEN });
    const content = csvOf([...validLines(3), 'nonsense,web,1795538963,e9,a@b.test']);
    const { id: upload } = await call('createUpload', { name: 'events.csv' }, content);
    expect(await call('validateUpload', { upload }, {})).toMatchObject({ read: 4, valid: 3, invalid: 1 });
    const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
    const { job_id } = await call('createExport', {}, { upload, authentication, parameters });
    await api.run((await api.runtime.jobs.find(job_id))!);
    expect(await call('getJob', { job: job_id })).toMatchObject({
      status: 'success',
      records: { read: 4, accepted: 3, invalid: 1 },
    });
    expect((await call('listRecords', { job: job_id })).data).toMatchObject([{ record: 4, status: 'invalid' }]);
    expect((await api.sandbox.events()).length).toBe(3);

    await call('createDatabase', {}, { name: 'shop' });
    await call('importTable', { database: 'shop', table: 'events', name: 'events.csv' }, csvOf(validLines(2)));
    const sql = "SELECT * REPLACE ('q' || event_id AS event_id) FROM events ORDER BY event_id";
    const query = await call('runQuery', {}, { database: 'shop', sql, export: { authentication, parameters } });
    await api.run((await api.runtime.jobs.find(query.job_id))!);
    expect(await call('getJob', { job: query.job_id })).toMatchObject({
      type: 'query',
      status: 'success',
      query: sql,
      records: { read: 2, accepted: 2 },
    });
    expect(await call('getResultJson', { job: query.job_id, limit: 1 })).toMatchObject([{ event_id: 'qe1' }]);
  });
});

/** Input that a GET requires in its query string. */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, string>>>> = { listColumnValues: { column: 'id' } };

test('the response to every GET with a schema matches it, and, except the status, is the same without a server', async () => {
  const api = await startApi();
  const job = await runJob(api, [...validLines(3), 'nonsense,web,1795538963,e9,a@b.test']);
  await api.request('POST', '/api/v1/databases', { body: { name: 'shop' } });
  await api.request('POST', '/api/v1/databases/shop/tables/birds?name=birds.csv', {
    content: 'id,name\n1,Kanarieqx\n',
  });
  const schedule = { cron: '@hourly', mail_on: ['failure'] };
  const query = { name: 'hourly', database: 'shop', sql: 'SELECT 1', schedule };
  await api.request('POST', '/api/v1/queries', { body: query });
  await api.request('POST', '/api/v1/queries/1/runs', { body: {} });
  const master = { database: 'shop', table: 'birds', key: 'id' };
  await api.request('POST', '/api/v1/parent-segments', { body: { name: 'Birds', master, schedule } });
  const { json: build } = await api.request('POST', '/api/v1/parent-segments/1/run', { body: {} });
  await api.run((await api.runtime.jobs.find(build.job_id)) as Job);
  await api.request('POST', '/api/v1/parent-segments/1/segments', { body: { name: 'All', rule: {} } });
  const output = { columns: [{ column: 'event_id', source: { column: 'id' } }] };
  const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
  const activation = { name: 'Daily', authentication: 1, parameters, output };
  await api.request('POST', '/api/v1/segments/1/activations', { body: activation });
  await api.request('POST', '/api/v1/activations/1/run', { body: {} });
  await api.request('POST', '/api/v1/uploads/1/mapping', { body: { mapping: { em: null } } });
  await api.request('POST', '/api/v1/uploads/1/review', { body: {} });
  await runReviews(api.runtime);
  const files = [{ path: 'daily.dig', text: 'schedule: {hourly>: "00:00"}\n+a: {echo>: b}\n' }];
  await api.request('POST', '/api/v1/workflow-projects', { body: { name: 'shop', files } });
  await api.request('POST', '/api/v1/workflow-projects/1/secrets', { body: { key: 'token', value: 'hidden' } });
  await api.request('POST', '/api/v1/workflows/1/attempts', { body: {} });
  await claimAndRun(api.runtime, 1, new AbortController().signal);
  const { components, paths } = openApiDocument();
  const ajv = addFormats(new Ajv2020({ strict: false }));
  ajv.addSchema({ $id: 'api', components: { schemas: components.schemas } });
  for (const route of routes.filter(({ method, command }) => method === 'GET' && typeof command.answer !== 'string')) {
    const ids: Record<string, string> = { job: String(job), database: 'shop', table: 'birds' };
    const path = route.path.replace(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? '1');
    const { id } = route.command;
    const required = REQUIRED[id] ?? {};
    const { status, json } = await api.request('GET', `/api/v1${path}?${new URLSearchParams(required)}`);
    expect([id, status]).toEqual([id, 200]);
    const input = { ...required, ...Object.fromEntries(idsIn(route.path).map((name) => [name, ids[name] ?? '1'])) };
    const performed = await perform(route.command, input, OWNER, api.runtime);
    const answer = await addNextLink(performed, input, () => route);
    const local = JSON.parse(JSON.stringify(answer));
    expect([id, json]).toEqual([id, id === 'getStatus' ? expect.anything() : local]);
    const described = paths[`/api/v1${route.path}`]?.['get']?.responses[200] as ApiResponse | undefined;
    const name = String(described?.content?.['application/json']?.schema?.['$ref']).split('/').at(-1);
    const validate = ajv.compile({ $ref: `api#/components/schemas/${name}` });
    expect([id, validate(json), validate.errors]).toEqual([id, true, null]);
  }
});

describe('a key', () => {
  test('works under both Authorization schemes until it is revoked, and is never listed', async () => {
    const api = await startApi();
    expect(api.key).toMatch(/^pce_1_[\w-]{43}$/);
    expect((await api.request('GET', '/api/v1/jobs')).status).toBe(200);
    expect(
      (await api.request('GET', '/api/v1/jobs', { key: null, headers: { authorization: `TD1 ${api.key}` } })).status,
    ).toBe(200);
    expect(await api.runtime.apiKeys.list()).toMatchObject([{ id: 1, name: 'test', lastUsedAt: expect.any(Number) }]);
    expect(JSON.stringify(await api.runtime.apiKeys.list())).not.toContain(api.key.slice(6));
    await api.runtime.apiKeys.revoke(1);
    expect(await api.request('GET', '/api/v1/jobs')).toMatchObject({ status: 401, json: { code: 'api_key_wrong' } });
  });

  test.each([
    ['that is missing', null, 'api_key_required'],
    ['of another format', 'secret', 'api_key_wrong'],
    ['that differs in its last character', 'last', 'api_key_wrong'],
    ['with an unknown ID', `pce_99_${'a'.repeat(43)}`, 'api_key_wrong'],
  ])('%s is refused with a problem, for GET and for POST', async (_, given, code) => {
    const api = await startApi();
    const last = api.key.slice(0, -1) + (api.key.endsWith('A') ? 'B' : 'A');
    const key = given === 'last' ? last : given;
    for (const method of ['GET', 'POST']) {
      const { status, headers, json } = await api.request(method, '/api/v1/jobs', { key });
      expect({ status, code: json.code }).toEqual({ status: 401, code });
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test('is not read from another Authorization scheme', async () => {
    const api = await startApi();
    const headers = { authorization: 'Basic bWU6c2VjcmV0' };
    const { status, json } = await api.request('GET', '/api/v1/jobs', { key: null, headers });
    expect({ status, code: json.code }).toEqual({ status: 401, code: 'api_key_required' });
  });

  test('is read only from its header, not from the query or a cookie', async () => {
    const api = await startApi();
    const headers = { cookie: `api_key=${api.key}` };
    const { status } = await api.request('GET', `/api/v1/jobs?api_key=${api.key}`, { key: null, headers });
    expect(status).toBe(401);
  });

  test('allows cross-origin changes, which are refused without a key', async () => {
    const api = await startApi();
    const origin = 'https://evil.example';
    const body = { name: 'Shop 2' };
    const path = '/api/v1/authentications/1';
    expect((await api.request('PATCH', path, { body, key: null, headers: { origin } })).status).toBe(401);
    expect((await api.request('PATCH', path, { body, headers: { origin } })).status).toBe(200);
  });
});

describe('an authentication', () => {
  test('is created, renamed, given a new token, tested and deleted; its token is never returned', async () => {
    const api = await startApi();
    const created = await api.request('POST', '/api/v1/authentications', {
      body: { name: 'Made', access_token: TOKEN },
    });
    expect(created).toMatchObject({ status: 201, json: { id: 2, name: 'Made', token: '****OKEN', target: 'live' } });
    const duplicate = await api.request('POST', '/api/v1/authentications', {
      body: { name: 'Made', access_token: TOKEN },
    });
    expect(duplicate).toMatchObject({ status: 409, json: { code: 'authentication_name_taken', field: 'name' } });
    const path = '/api/v1/authentications/2';
    expect((await api.request('PATCH', path, { body: { name: 'Other' } })).json).toMatchObject({ name: 'Other' });
    const replaced = await api.request('POST', `${path}/token`, { body: { access_token: 'pina_new4321' } });
    expect(replaced.json).toMatchObject({ token: '****4321' });
    const tested = await api.request('POST', `${path}/test`, { body: { ad_account_id: ACCOUNT } });
    expect(tested.json).toMatchObject({ ok: true, code: 'connection_ok' });
    expect((await api.request('DELETE', path)).status).toBe(204);
    const deleted = await api.request('GET', path);
    expect(deleted).toMatchObject({ status: 404, json: { code: 'authentication_unknown', params: { id: 2 } } });
    for (const { text } of [created, duplicate, replaced]) expect(text).not.toContain(TOKEN);
  });

  test('that a job uses cannot be deleted', async () => {
    const api = await startApi();
    await queueJob(api, validLines(1));
    const { status, json } = await api.request('DELETE', '/api/v1/authentications/1');
    expect({ status, code: json.code }).toEqual({ status: 409, code: 'authentication_in_use' });
  });
});

describe('an invalid request is refused with its code', () => {
  test.each<[string, string, string, unknown, number, string]>([
    ['an unknown path', 'GET', '/nothing', undefined, 404, 'route_unknown'],
    ['an unsupported method', 'DELETE', '/jobs', undefined, 405, 'method_not_allowed'],
    ['an unknown job', 'GET', '/jobs/77', undefined, 404, 'job_unknown'],
    ['a body that is not an object', 'POST', '/exports', [1], 400, 'api_body_not_json'],
    ['a misspelled member', 'POST', '/exports', { uplaod: 1 }, 422, 'parameter_unknown'],
    ['an export without an authentication', 'POST', '/exports', { upload: 1 }, 422, 'authentication_required'],
    ['a database without a name', 'POST', '/databases', {}, 422, 'input_required'],
    ['a database with a blank name', 'POST', '/databases', { name: ' ' }, 422, 'input_required'],
    ['a query that is a number', 'POST', '/queries/run', { database: 'shop', sql: 5 }, 422, 'type_wrong'],
    [
      'an unknown service',
      'POST',
      '/queries/check',
      { database: 'shop', sql: 'SELECT 1', type: 'x' },
      422,
      'connector_unknown',
    ],
    ['a limit that is text', 'GET', '/jobs?limit=many', undefined, 422, 'type_wrong'],
    [
      'a list as repeated values',
      'GET',
      '/jobs/1/rejected.csv?status=rejected&status=invalid',
      undefined,
      422,
      'parameter_twice',
    ],
    ['a fractional limit', 'GET', '/jobs?limit=1.5', undefined, 422, 'type_wrong'],
    ['a boolean that is a word', 'GET', '/uploads/1/samples?personal=maybe', undefined, 422, 'input_malformed'],
    ['a misspelled setting', 'PATCH', '/settings', { retention: 1 }, 422, 'parameter_unknown'],
    ['a number out of bounds', 'PATCH', '/settings', { retention_days: 999 }, 422, 'number_out_of_range'],
    ['an invalid cursor', 'GET', '/jobs?cursor=abc', undefined, 422, 'cursor_malformed'],
    ['a limit that is too large', 'GET', '/jobs?limit=100000', undefined, 422, 'number_too_large'],
    ['a limit that is too small', 'GET', '/jobs?limit=0', undefined, 422, 'number_too_small'],
    ['a job ID that is a word', 'GET', '/jobs/abc', undefined, 404, 'path_id_malformed'],
    ['a malformed table name', 'GET', '/databases/shop/tables/a-b', undefined, 404, 'path_id_malformed'],
    ['an upload without a name', 'POST', '/uploads', undefined, 422, 'upload_name_required'],
    ['an unknown status', 'GET', '/jobs?status=done', undefined, 422, 'input_malformed'],
    ['open beside an outcome', 'GET', '/jobs/1/rejected.csv?status=open,invalid', undefined, 422, 'open_not_alone'],
    ['an unknown outcome', 'GET', '/jobs/1/rejected.csv?status=done', undefined, 422, 'input_malformed'],
  ])('%s', async (_, method, path, body, status, code) => {
    const api = await startApi();
    const response = await api.request(method, `/api/v1${path}`, { body });
    expect({ status: response.status, code: response.json.code }).toEqual({ status, code });
    expect(response.json).toMatchObject({
      type: `urn:conversion-console:problem:${code}`,
      title: expect.any(String),
      status,
    });
    // An error without a text would show its code, which has no spaces.
    expect(response.json.detail).toMatch(/ /);
  });

  test('a word that is not allowed is refused with the allowed ones', async () => {
    const api = await startApi();
    const { json } = await api.request('GET', '/api/v1/jobs/1/rejected.csv?status=done');
    expect(json.detail).toBe('status.0 is not valid. Allowed: accepted, rejected, invalid, not_sent, uncertain, open.');
    const audit = await api.request('GET', '/api/v1/audit?action=signin');
    expect(audit).toMatchObject({ status: 422, json: { code: 'audit_action_unknown' } });
    expect(audit.json.detail).toContain('Similar ones are signIn, ');
  });

  test('a body that cannot be parsed, in either API, is not quoted', async () => {
    const api = await startApi();
    const type = (name: string) => ({ 'content-type': name });
    const json = type('application/json');
    const bytes = (...parts: (string | number)[]) =>
      new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(typeof part === 'string' ? part : [part]))));
    const bodies: [Record<string, string>, string | Uint8Array<ArrayBuffer>][] = [
      [json, '{"name": CANARY'],
      [json, 'CANARY'],
      [json, '"CANARY"'],
      [json, bytes('{"name":"CANARY', 0xff, '"}')],
      [type('application/json; charset=utf-16'), bytes(0xff, 0xfe, 'C', 0, 'A', 0)],
      [type('multipart/form-data; boundary=x'), '--y CANARY'],
      [type('multipart/form-data'), 'CANARY'],
    ];
    for (const [headers, content] of bodies)
      for (const path of ['/api/v1/queries/run', '/api/v1/authentications', '/v3/job/issue/presto/shop']) {
        const { status, text } = await api.request('POST', path, { headers, content });
        expect([path, headers, status]).toEqual([path, headers, 400]);
        expect(text).not.toContain('CANARY');
      }
    for (const content of ['query=%zz', 'query=%ff', bytes('query=', 0xff)]) {
      const form = type('application/x-www-form-urlencoded');
      const answer = await api.request('POST', '/v3/job/issue/presto/shop', { headers: form, content });
      expect(answer).toMatchObject({ status: 400, json: { code: 'td_body_malformed' } });
    }
  });

  test('a query that is too long', async () => {
    const api = await startApi();
    await api.runtime.workbench.createDatabase('shop');
    const sql = `SELECT '${'x'.repeat(1_000_000)}'`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answers = [
      await api.request('POST', '/api/v1/queries/run', { body: { database: 'shop', sql } }),
      await api.request('POST', '/api/v1/queries/check', { body: { database: 'shop', sql } }),
      await api.request('POST', '/api/v1/queries', { body: { name: 'long', database: 'shop', sql } }),
      await api.request('POST', '/v3/job/issue/presto/shop', {
        headers: form,
        content: new URLSearchParams({ query: sql }).toString(),
      }),
    ];
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(Array(4).fill([422, 'sql_too_long']));
  });

  test('a name with control characters; a file name is cleaned instead', async () => {
    const api = await startApi();
    await api.runtime.workbench.createDatabase('shop');
    const { json: upload } = await api.request(
      'POST',
      `/api/v1/uploads?name=${encodeURIComponent('a\u001b[2J\u202eb.csv')}`,
      {
        content: csvOf(validLines(1)),
      },
    );
    expect(upload).toMatchObject({ id: 1, name: 'a[2Jb.csv' });
    const name = 'night\u001b[2Jly';
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const query = { query: 'SELECT 1', database: 'shop', cron: '@daily' };
    const answers = [
      await api.request('POST', '/api/v1/authentications', {
        body: { name, type: 'pinterest_conversion', access_token: 'x' },
      }),
      await api.request('PATCH', '/api/v1/authentications/1', { body: { name } }),
      await api.request('POST', '/api/v1/queries', { body: { name, database: 'shop', sql: 'SELECT 1' } }),
      await api.request('POST', '/api/v1/uploads/1/mapping', { body: { name, mapping: {} } }),
      await api.request('POST', `/v3/schedule/create/${encodeURIComponent(name)}`, {
        headers: form,
        content: new URLSearchParams(query).toString(),
      }),
    ];
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(Array(5).fill([422, 'name_unprintable']));
    for (const path of ['/api/v1/databases', '/api/v1/databases/shop/tables'])
      expect((await api.request('POST', path, { body: { name, table: name, upload: 1 } })).status).toBe(422);
  });

  test.each([
    [
      'a duplicate name',
      '{"retention_days":1,\n"retention_days":2}',
      'json_key_twice',
      { key: 'retention_days', line: 2 },
    ],
    ['invalid JSON', '{"retention_days":1,}', 'json_malformed', { line: 1, column: 21 }],
  ])('a body with %s, with its position', async (_, content, code, params) => {
    const api = await startApi();
    const headers = { 'content-type': 'application/json' };
    const { status, json } = await api.request('PATCH', '/api/v1/settings', { content, headers });
    expect({ status, json }).toMatchObject({ status: 400, json: { code, params } });
  });

  test('an unknown ID in a body is a 422, not a 404', async () => {
    const api = await startApi();
    const { json: upload } = await api.request('POST', '/api/v1/uploads?name=e.csv', { content: csvOf(validLines(1)) });
    const body = { upload: upload.id, authentication: 77, parameters: { ad_account_id: ACCOUNT } };
    const { status, json } = await api.request('POST', '/api/v1/exports', { body });
    expect({ status, code: json.code }).toEqual({ status: 422, code: 'authentication_unknown' });
  });
});

describe('an upload', () => {
  const content = csvOf(validLines(2));
  const digest = createHash('sha256').update(content).digest('base64');

  test('is checked against its Content-Digest', async () => {
    const api = await startApi();
    const path = '/api/v1/uploads?name=events.csv';
    const good = { 'content-digest': `sha-256=:${digest}:` };
    const bad = { 'content-digest': `sha-256=:${createHash('sha256').update('other').digest('base64')}:` };
    const accepted = await api.request('POST', path, { content, headers: good });
    expect(accepted).toMatchObject({ status: 201, json: { id: 1, name: 'events.csv', delimiter: ',' } });
    const damaged = await api.request('POST', path, { content, headers: bad });
    expect(damaged).toMatchObject({ status: 422, json: { code: 'upload_damaged' } });
    const malformed = await api.request('POST', path, { content, headers: { 'content-digest': 'sha-256=abc' } });
    expect(malformed).toMatchObject({ status: 400, json: { code: 'content_digest_malformed' } });
    expect((await api.request('DELETE', '/api/v1/uploads/1')).status).toBe(204);
    const deleted = await api.request('POST', '/api/v1/uploads/1/validate', { body: {} });
    expect(deleted).toMatchObject({ status: 410, json: { code: 'upload_deleted' } });
  });

  test('hides personal values unless they are requested', async () => {
    const api = await startApi();
    const content = csvOf(validLines(2)).replaceAll('user1@mail.example', 'kanarieqx@mail.example');
    const { json: upload } = await api.request('POST', '/api/v1/uploads?name=events.csv', { content });
    const hidden = await api.request('GET', `/api/v1/uploads/${upload.id}/samples`);
    expect(hidden.text).not.toContain('kanarieqx');
    expect((await api.request('GET', `/api/v1/uploads/${upload.id}/samples?personal=true`)).text).toContain(
      'kanarieqx',
    );
    const { json } = await api.request('POST', `/api/v1/uploads/${upload.id}/preview`, { body: { limit: 1 } });
    expect(json).toMatchObject({ missing: [], records: [{ record: 1, line: 2, event: { event_name: 'checkout' } }] });
    expect(JSON.stringify(json)).not.toContain('kanarieqx');
  });

  test('shows no names of columns as samples where a row repeats the header', async () => {
    const api = await startApi();
    const content = csvOf(['event_name,currency', 'checkout,EUR', 'Event_Name, currency', 'signup,USD']);
    const { json: upload } = await api.request('POST', '/api/v1/uploads?name=events.csv', { content });
    const { json } = await api.request('GET', `/api/v1/uploads/${upload.id}/samples`);
    expect(json.data).toMatchObject([{ values: ['checkout', 'signup'] }, { values: ['EUR', 'USD'] }]);
  });
});

test('records are filtered and paged, without their values', async () => {
  const api = await startApi();
  const bad = Array.from({ length: 7 }, (_, i) => `nonsense,web,1795538963,b${i},kanarieqx${i}@mail.example`);
  const job = await runJob(api, [...validLines(2), ...bad]);
  const seen: number[] = [];
  let next: string | null = `/api/v1/jobs/${job}/records?status=invalid&limit=3`;
  const sizes: number[] = [];
  while (next !== null) {
    const { json, text } = await api.request('GET', next);
    expect(text).not.toContain('kanarieqx');
    sizes.push(json.data.length);
    seen.push(...json.data.map(({ record }: { record: number }) => record));
    next = json.next;
  }
  expect({ sizes, seen }).toEqual({ sizes: [3, 3, 1], seen: [3, 4, 5, 6, 7, 8, 9] });
  const none = await api.request('GET', `/api/v1/jobs/${job}/records?code=em_malformed`);
  expect(none.json).toEqual({ data: [], cursor: null, next: null });
  const csv = await api.request('GET', `/api/v1/jobs/${job}/rejected.csv?status=invalid`);
  expect(csv.text.trimEnd().split('\n')).toHaveLength(8);
});

test('jobs are listed page by page, newest first, filtered by status, killed, paused and resumed', async () => {
  const api = await startApi();
  for (const _ of [1, 2, 3]) await queueJob(api, validLines(1));
  const first = await api.request('GET', '/api/v1/jobs?limit=2');
  expect(first.json.data.map(({ job_id }: { job_id: number }) => job_id)).toEqual([3, 2]);
  const second = await api.request('GET', first.json.next);
  expect(second.json).toMatchObject({ data: [{ job_id: 1 }], cursor: null, next: null });
  expect((await api.request('POST', '/api/v1/jobs/2/kill')).json).toMatchObject({ status: 'killed' });
  expect((await api.request('GET', '/api/v1/jobs?status=killed')).json.data).toMatchObject([{ job_id: 2 }]);
  expect((await api.request('POST', '/api/v1/jobs/1/pause')).json).toMatchObject({
    status: 'paused',
    error: { code: 'user' },
  });
  expect(await api.request('POST', '/api/v1/jobs/1/resume')).toMatchObject({
    status: 202,
    json: { status: 'queued', error: null },
  });
  expect(await api.request('POST', '/api/v1/jobs/2/resume')).toMatchObject({
    status: 409,
    json: { code: 'job_not_resumable' },
  });
});

test('settings are read and changed; a password is never returned', async () => {
  const api = await startApi();
  const server = { smtp_host: 'mail.example', smtp_user: 'console', mail_from: 'me@shop.example' };
  const withoutUser = { ...server, smtp_user: '', smtp_password: 'sesame' };
  expect(await api.request('PATCH', '/api/v1/settings', { body: withoutUser })).toMatchObject({
    status: 422,
    json: { code: 'smtp_user_first' },
  });
  const changed = await api.request('PATCH', '/api/v1/settings', { body: { ...server, smtp_password: 'sesame' } });
  expect(changed).toMatchObject({ status: 200, json: { ...server, smtp_password_set: true } });
  expect(changed.text).not.toContain('sesame');
  const otherUser = await api.request('PATCH', '/api/v1/settings', { body: { smtp_user: 'other', retention_days: 3 } });
  expect(otherUser).toMatchObject({ status: 422, json: { code: 'smtp_password_again' } });
  expect((await api.request('GET', '/api/v1/settings')).json).toMatchObject({
    smtp_user: 'console',
    retention_days: 14,
  });
  const webhook = { webhook_url: 'https://hooks.example/', notify_success: false };
  const withWebhook = await api.request('PATCH', '/api/v1/settings', { body: webhook });
  expect(withWebhook.json.webhook_secret).toMatch(/^whsec_/);
  expect((await api.request('GET', '/api/v1/settings')).text).not.toContain(withWebhook.json.webhook_secret);
});
