import { expect, test } from 'vitest';
import { readElsewhere } from '../../tests/kit/elsewhere.ts';
import { ACCOUNT } from '../../tests/kit/product.ts';
import { runReviews } from '../../tests/kit/run-reviews.ts';
import { sweepsOf } from '../runtime/sweeps.ts';
import { startApi, type TestApi } from './api.test-kit.ts';

/** Tests reviews of uploads and saved mappings over HTTP. */

const NOW = Math.floor(Date.now() / 1000);
const CONTENT = [
  'event_name,action_source,event_time,event_id,em,country',
  `checkout,web,${NOW - 60},e1,kanarieqx1@mail.example,JP`,
  `checkout,web,${NOW - 60}000,e2,kanarieqx2@mail.example,JP`,
  `checkout,web,${NOW - 60}000,e3,kanarieqx3@mail.example,NO`,
  `checkout,web,${NOW - 60},e4,no address,NO`,
].join('\n');
const PATH = '/api/v1/uploads/1/review';

async function withUpload(): Promise<TestApi> {
  const api = await startApi();
  await api.request('POST', '/api/v1/uploads?name=events.csv', { content: CONTENT });
  return api;
}

test('the console opens a file with the mapping of its review', async () => {
  const api = await withUpload();
  await api.runtime.drafts.keep(1, { step: 'match', mapping: { em: null } });
  const mapping = { country: null };
  expect((await api.request('POST', PATH, { body: { mapping } })).status).toBe(202);
  const { mapping: reviewed } = (await api.runtime.reviews.find(1)) ?? {};
  expect(await api.runtime.drafts.get(1)).toMatchObject({ step: 'match', mapping: reviewed });
  expect(reviewed).toMatchObject(mapping);
});

test('a file is reviewed, fixed, and sent with its fixes', async () => {
  const api = await withUpload();
  expect(await api.request('GET', PATH)).toMatchObject({ status: 404, json: { code: 'review_unknown' } });
  const begun = await api.request('POST', PATH, { body: {} });
  expect(begun).toMatchObject({ status: 202, json: { state: 'queued', version: 0 } });
  const edits = `${PATH}/edits`;
  const early = await api.request('POST', edits, { body: { edit: { kind: 'undo' }, version: 0 } });
  expect(early).toMatchObject({ status: 409, json: { code: 'review_not_ready' } });
  await runReviews(api.runtime);
  const { json: ready, text } = await api.request('GET', PATH);
  expect(text).not.toContain('kanarieqx');
  expect(ready).toMatchObject({ state: 'ready', records: { read: 4, ready: 1, invalid: 3, left_out: 0 } });
  const offered = { repair: 'to_seconds', column: 'event_time', records: 2 };
  expect(ready.repairs).toContainEqual(expect.objectContaining(offered));

  const repair = { kind: 'repair', column: 'event_time', repair: 'to_seconds' };
  const repaired = await api.request('POST', edits, { body: { edit: repair, version: 0 } });
  expect(repaired.json).toMatchObject({
    changed: [2, 3],
    changed_count: 2,
    review: { records: { ready: 3, fixed: 2 } },
  });
  const late = await api.request('POST', edits, { body: { edit: repair, version: 0 } });
  expect(late).toMatchObject({ status: 409, json: { code: 'review_changed' } });
  const cell = { kind: 'cell', record: 4, column: 'em', value: 'kanarieqx4@mail.example' };
  const { version } = repaired.json.review;
  const corrected = await api.request('POST', edits, { body: { edit: cell, version } });
  expect(corrected.text).not.toContain('kanarieqx');
  expect(corrected.json.review).toMatchObject({ records: { ready: 4, invalid: 0 }, can_undo: true });
  const leftOut = await api.request('POST', edits, {
    body: { edit: { kind: 'leave_out', records: [3] }, version: corrected.json.review.version },
  });
  expect(leftOut.json.review.records).toMatchObject({ ready: 3, left_out: 1 });
  const undone = await api.request('POST', edits, {
    body: { edit: { kind: 'undo' }, version: leftOut.json.review.version },
  });
  expect(undone.json.review).toMatchObject({ records: { ready: 4, left_out: 0 }, can_redo: true });

  const { json: preview } = await api.request('POST', '/api/v1/uploads/1/preview', { body: {} });
  expect(preview.records.map(({ errors }: { errors: unknown[] }) => errors)).toEqual([[], [], [], []]);
  const parameters = { ad_account_id: ACCOUNT };
  // With other columns, the fixes would be lost silently.
  const other = { upload: 1, authentication: 1, parameters, mapping: { event_name: 'event_name', country: null } };
  expect(await api.request('POST', '/api/v1/exports', { body: other })).toMatchObject({
    status: 409,
    json: { code: 'fixes_of_other_columns' },
  });
  const { json: job } = await api.request('POST', '/api/v1/exports', {
    body: { upload: 1, authentication: 1, parameters },
  });
  await api.run((await api.runtime.jobs.find(job.job_id))!);
  expect((await api.request('GET', `/api/v1/jobs/${job.job_id}`)).json).toMatchObject({
    status: 'success',
    records: { read: 4, accepted: 4 },
  });
});

test.each([
  ['a NUL', 'a\0b'],
  ['a lone surrogate', 'a\ud83d'],
])('a cell cannot be set to a text with %s, which could not be sent unchanged', async (_, value) => {
  const api = await withUpload();
  await api.request('POST', PATH, { body: {} });
  await runReviews(api.runtime);
  const edit = { kind: 'cell', record: 4, column: 'em', value };
  const refused = await api.request('POST', `${PATH}/edits`, { body: { edit, version: 0 } });
  expect(refused).toMatchObject({ status: 422, json: { code: 'input_malformed' } });
});

test('all safe repairs are one edit, which is refused if it would change an unexpected number of records', async () => {
  const api = await withUpload();
  await api.request('POST', PATH, { body: {} });
  await runReviews(api.runtime);
  const edits = `${PATH}/edits`;
  const { json: ready } = await api.request('GET', PATH);
  expect(ready.safe_repairs).toEqual({ records: 2, become_ready: 2 });
  const repair = (edit: object, version: number) =>
    api.request('POST', edits, { body: { edit: { kind: 'safe_repairs', ...edit }, version } });
  expect(await repair({ count: 3 }, 0)).toMatchObject({ status: 409, json: { code: 'review_count_differs' } });
  const unknown = await repair({ columns: ['mail'] }, 0);
  expect(unknown).toMatchObject({ status: 422, json: { code: 'mapping_column_unknown' } });
  const repaired = await repair({ count: 2 }, 0);
  expect(repaired.json).toMatchObject({ changed: [2, 3], changed_count: 2, review: { safe_repairs: { records: 0 } } });
  const again = await repair({}, repaired.json.review.version);
  expect(again).toMatchObject({ status: 409, json: { code: 'nothing_to_repair' } });
});

test('the records of a review are filtered and paged, with values hidden unless they are requested', async () => {
  const api = await withUpload();
  await api.request('POST', PATH, { body: {} });
  await runReviews(api.runtime);
  const list = `${PATH}/records`;
  const first = await api.request('GET', `${list}?limit=2`);
  expect(first.text).not.toContain('kanarieqx');
  expect(first.json.data).toMatchObject([
    { record: 2, line: 3, status: 'invalid', errors: [{ column: 'event_time', code: 'event_time_not_seconds' }] },
    { record: 3 },
  ]);
  expect((await api.request('GET', first.json.next)).json).toMatchObject({ data: [{ record: 4 }], next: null });
  expect((await api.request('GET', `${list}?show=all&personal=true&limit=1`)).json.data[0].cells[4]).toEqual({
    column: 'em',
    value: 'kanarieqx1@mail.example',
    field: 'em',
    masked: false,
  });
  const byColumn = await api.request('GET', `${list}?column=em`);
  expect(byColumn.json.data.map(({ record }: { record: number }) => record)).toEqual([4]);
  const csv = await api.request('GET', `${PATH}/invalid.csv`);
  expect(csv.text.trimEnd().split('\n')).toHaveLength(4);
  expect(await api.request('GET', `${list}?show=nothing`)).toMatchObject({
    status: 422,
    json: { code: 'input_malformed' },
  });
});

test('the mapping for files with the same header is saved under a name', async () => {
  const api = await withUpload();
  const path = '/api/v1/uploads/1/mapping';
  expect((await api.request('GET', path)).json).toEqual({ mapping: null });
  const body = { name: 'Nightly', mapping: { event_name: 'event_name', em: null }, constants: { opt_out: 'false' } };
  const saved = await api.request('POST', path, { body });
  expect(saved.json).toMatchObject({ id: 1, name: 'Nightly', mapping: { em: null, country: null } });
  expect((await api.request('GET', path)).json.mapping).toEqual(saved.json);
  expect((await api.request('GET', '/api/v1/mappings')).json).toMatchObject({ data: [{ id: 1 }], next: null });
  const renamed = await api.request('PATCH', '/api/v1/mappings/1', { body: { name: 'Daily' } });
  expect(renamed.json).toMatchObject({ name: 'Daily', constants: { opt_out: 'false' } });
  expect((await api.request('DELETE', '/api/v1/mappings/1')).status).toBe(204);
  expect(await api.request('GET', '/api/v1/mappings/1')).toMatchObject({
    status: 404,
    json: { code: 'mapping_unknown' },
  });
});

test('a saved mapping is used by its name', async () => {
  const api = await withUpload();
  const mapping = {
    event_id: ['event_id', 'order_id'],
    action_source: 'action_source',
    event_time: 'event_time',
    em: 'em',
    event_name: { field: 'event_name', values: { checkout: 'lead' } },
    country: { field: 'country', values: { no: null } },
  };
  await api.request('POST', '/api/v1/uploads/1/mapping', { body: { name: 'Nightly', mapping } });
  const check = await api.request('POST', '/api/v1/uploads/1/validate', { body: { mapping: 'Nightly' } });
  expect(check.json).toMatchObject({ read: 4, valid: 1, invalid: 1, left_out: 2 });
  const preview = await api.request('POST', '/api/v1/uploads/1/preview', { body: { mapping: 'Nightly' } });
  expect(preview.json.records[0].event).toMatchObject({
    event_name: 'lead',
    event_id: 'e1',
    custom_data: { order_id: 'e1' },
  });
  const unknown = await api.request('POST', '/api/v1/uploads/1/validate', { body: { mapping: 'Weekly' } });
  expect(unknown).toMatchObject({ status: 422, json: { code: 'mapping_name_unknown' } });
  const wrong = { em: [{ field: 'em', part: 0 }] };
  const refused = await api.request('POST', '/api/v1/uploads/1/validate', { body: { mapping: wrong } });
  expect(refused).toMatchObject({ status: 422, json: { code: 'mapping_part_zero', field: 'mapping.em.0.part' } });
});

test('the reply stored for repeats of a request contains no values, and is deleted later', async () => {
  const api = await withUpload();
  await api.request('POST', PATH, { body: {} });
  await runReviews(api.runtime);
  const edit = { kind: 'cell', record: 4, column: 'em', value: 'kanarieqx4@mail.example' };
  const send = () =>
    api.request('POST', `${PATH}/edits`, { body: { edit, version: 0 }, headers: { 'idempotency-key': 'a' } });
  const value = `${NOW - 60}000`;
  expect((await send()).text).toContain(value);
  const again = await send();
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(again.text).not.toContain(value);
  expect(again.json).toMatchObject({ changed: [4], review: { version: expect.any(Number) } });

  const stored = () => readElsewhere<{ answer: string }>(api.runtime, 'SELECT answer FROM api_request');
  expect(await stored()).toMatchObject([{ answer: again.text }]);
  await api.runtime.clock.sleep(3 * 24 * 60 * 60 * 1000, new AbortController().signal);
  for (const { run } of sweepsOf(api.runtime)) await run();
  expect(await stored()).toEqual([]);
});
