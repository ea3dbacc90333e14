import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import { audienceDatabase } from '../core/audience/audience-database.ts';
import { runActivation } from '../operations/audience/run-activation.ts';
import { runParentSegment } from '../operations/audience/run-parent-segment.ts';
import { importTable } from '../operations/workbench/import-table.ts';
import { importOptions } from '../runtime/queries/workbench.ts';
import { startApi, type TestApi } from './api.test-kit.ts';

const LINES = ['id,email,city', '1,a@b.test,Oslo', '2,c@d.test,Oslo', '3,e@f.test,Rome'];
const SHOP = { name: 'Shop', master: { database: 'shop', table: 'customers', key: 'id' } };
const ruleOf = (condition: object) => ({ type: 'And', conditions: [{ type: 'And', conditions: [condition] }] });
const cityIs = (city: string) =>
  ruleOf({ type: 'Value', leftValue: { name: 'city' }, operator: { type: 'Equal', rightValue: city } });

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await api.runtime.workbench.createDatabase('shop');
  await importLines(LINES);
  await post('/parent-segments', SHOP);
  await build();
});

async function importLines(lines: readonly string[]): Promise<void> {
  const table = { database: 'shop', table: 'customers', fileName: 'customers.csv' };
  await importTable(Readable.from([Buffer.from(`${lines.join('\n')}\n`)]), table, importOptions(api.runtime));
}

async function build(): Promise<void> {
  await api.run(await runParentSegment(api.runtime, 1));
}

function post(path: string, body: unknown) {
  return api.request('POST', `/api/v1${path}`, { body });
}

function patch(path: string, body: unknown) {
  return api.request('PATCH', `/api/v1${path}`, { body });
}

const createSegment = (name: string, rule: object) => post('/parent-segments/1/segments', { name, rule });
const createActivation = () =>
  post('/segments/1/activations', {
    name: 'Signups',
    authentication: 1,
    parameters: { ad_account_id: '549764609761' },
    output: { columns: [{ column: 'em', source: { column: 'email' } }] },
  });

/** Builds the parent segment again, without the column `city`. */
async function buildWithoutCity(): Promise<void> {
  await importLines(LINES.map((line) => line.split(',').slice(0, 2).join(',')));
  await build();
}

describe('the later of two changes that start from the same state is refused', () => {
  const STALE = { status: 409, json: { code: 'changed_meanwhile', params: { name: 'Oslo' } } };

  test('for a segment', async () => {
    const { json: loaded } = await createSegment('Oslo', cityIs('Oslo'));
    const ifUnchanged = { if_updated_at: loaded.updated_at };
    const { json: first } = await patch('/segments/1', { ...ifUnchanged, rule: cityIs('Rome') });
    expect(first.updated_at).not.toBe(loaded.updated_at);
    const refused = await patch('/segments/1', { ...ifUnchanged, description: 'Mine' });
    expect(refused).toMatchObject(STALE);
    expect(refused.json.params.updated_at).toBe(first.updated_at);
    expect((await api.request('GET', '/api/v1/segments/1')).json).toEqual(first);
    const retried = await patch('/segments/1', { if_updated_at: first.updated_at, description: 'Mine' });
    expect(retried).toMatchObject({ status: 200, json: { description: 'Mine', rule: first.rule } });
  });

  test('for an activation, a parent segment and a folder name', async () => {
    await createSegment('Oslo', cityIs('Oslo'));
    const { json: activation } = await createActivation();
    const ifUnchanged = { if_updated_at: activation.updated_at };
    expect(await patch('/activations/1', { ...ifUnchanged, name: 'Oslo' })).toMatchObject({ status: 200 });
    expect(await patch('/activations/1', { ...ifUnchanged, description: 'Mine' })).toMatchObject(STALE);

    const { json: parent } = await api.request('GET', '/api/v1/parent-segments/1');
    const ifParentUnchanged = { if_updated_at: parent.updated_at };
    expect(await patch('/parent-segments/1', { ...ifParentUnchanged, name: 'Oslo' })).toMatchObject({ status: 200 });
    expect(await patch('/parent-segments/1', { ...ifParentUnchanged, description: 'Mine' })).toMatchObject(STALE);

    const { json: folder } = await post('/parent-segments/1/folders', { name: 'Cities' });
    const rename = (name: string) => patch(`/folders/${folder.id}`, { name, if_name: 'Cities' });
    expect(await rename('Towns')).toMatchObject({ status: 200 });
    expect(await rename('Places')).toMatchObject({ status: 409, json: { code: 'folder_renamed' } });
  });
});

describe('an error of a rule names its place in the request', () => {
  const PLACE = '/rule/conditions/0/conditions/0';

  test.each([
    ['an unknown column', { leftValue: { name: 'town' }, operator: { type: 'IsNull' } }, '/leftValue/name'],
    ['a malformed rule', { leftValue: { name: 'city' }, operator: { type: 'Like' } }, '/operator/type'],
    [
      'a malformed pattern',
      { leftValue: { name: 'city' }, operator: { type: 'Regexp', rightValue: '(Oslo' } },
      '/operator/rightValue',
    ],
  ])('%s', async (_, part, pointer) => {
    const body = { name: 'Wrong', rule: ruleOf({ type: 'Value', ...part }) };
    for (const path of ['segments', 'count', 'sql'])
      expect(await post(`/parent-segments/1/${path}`, path === 'segments' ? body : { rule: body.rule })).toMatchObject({
        status: 422,
        json: { pointer: `${PLACE}${pointer}` },
      });
  });

  test('the error of a circular reference names the paths of the segments in it', async () => {
    await post('/parent-segments/1/segments', { name: 'Oslo', rule: cityIs('Oslo'), folder: ['Cities'] });
    await createSegment('Norway', ruleOf({ type: 'Reference', id: '1' }));
    expect(await patch('/segments/1', { rule: ruleOf({ type: 'Reference', id: '2' }) })).toMatchObject({
      status: 422,
      json: { code: 'segment_circle', params: { path: 'Cities/Oslo → Norway → Cities/Oslo' } },
    });
  });
});

test('personal values of a column are masked unless they are requested', async () => {
  const valuesOf = async (query: string) =>
    (await api.request('GET', `/api/v1/parent-segments/1/values?column=${query}`)).json.data;
  expect(await valuesOf('email')).toMatchObject([{ value: '•@b.test', share: 1 / 3 }, {}, {}]);
  expect(await valuesOf('id')).toMatchObject([{ value: '1' }, {}, {}]);
  expect(await valuesOf('email&personal=true')).toMatchObject([{ value: 'a@b.test' }, {}, {}]);
});

test('a segment is created even if it cannot be counted', async () => {
  await rm(join(api.runtime.workbench.root, audienceDatabase(1)), { recursive: true });
  expect(await createSegment('Oslo', cityIs('Oslo'))).toMatchObject({ status: 201 });
  expect((await api.request('GET', '/api/v1/segments/1/populations')).json.data).toEqual([]);
});

test('a segment and an activation can still be changed in parts that do not use a lost column', async () => {
  await createSegment('Oslo', cityIs('Oslo'));
  await createActivation();
  await buildWithoutCity();
  const daily = { cron: '0 5 * * *', timezone: 'UTC' };
  expect(await patch('/activations/1', { schedule: daily })).toMatchObject({ status: 200 });
  expect(await post('/activations/1/pause', {})).toMatchObject({ status: 200 });
  expect(await patch('/segments/1', { name: 'Norway' })).toMatchObject({ status: 200, json: { name: 'Norway' } });
  const output = { columns: [{ column: 'external_id', source: { column: 'id' } }] };
  const refused = await patch('/activations/1', { output });
  expect(refused).toMatchObject({ status: 422, json: { code: 'segment_column_unknown', field: 'segment' } });
  expect(refused.json.pointer).toBeUndefined();
  expect(await api.request('DELETE', '/api/v1/activations/1')).toMatchObject({ status: 204 });
});

test('the log of a failed run contains the reason', async () => {
  await createSegment('Oslo', cityIs('Oslo'));
  await createActivation();
  const job = await runActivation(api.runtime, 1);
  await rm(join(api.runtime.workbench.root, audienceDatabase(1)), { recursive: true });
  await api.run(job);
  const { json: log } = await api.request('GET', `/api/v1/jobs/${job.id}/log`);
  const { message } = log.data.find(({ code }: { code: string }) => code === 'query_failed');
  expect(message).toBe('The query could not be run. There is no database called cdp_audience_1.');
});
