import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { runShownActivation } from '../lib/commands/audience/activations.ts';
import type { Command, InputOf } from '../lib/commands/command.ts';
import { sendEvents } from '../lib/commands/console/exports.ts';
import { rerunShownJob } from '../lib/commands/console/jobs.ts';
import { runEditedQuery, runShownQuery } from '../lib/commands/console/queries.ts';
import { saveNumericSettings } from '../lib/commands/console/settings.ts';
import { perform } from '../lib/commands/perform.ts';
import { changeQuery, createQuery } from '../lib/commands/rows/queries.ts';
import { saveActivation } from '../lib/operations/audience/save-activation.ts';
import { createSegment } from '../lib/operations/audience/save-segment.ts';
import { OWNER } from './kit/actors.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';
import { startBuiltShop } from './kit/shop-product.ts';

/** An action confirmed on a page happens once, even if the answer was lost, and only if it would do what was shown. */

const PARAMETERS = { ad_account_id: ACCOUNT, test_event: false, skip_invalid_record: true };
const TARGET = { authenticationId: 1, authentication: 'Shop', account: ACCOUNT, isReal: true };
const EXPORT = { authentication: 1, parameters: PARAMETERS };

function callerOf({ runtime }: Pick<TestProduct, 'runtime'>) {
  return <C extends Command>(command: C, input: InputOf<C>) => perform(command, input, OWNER, runtime);
}

async function addActivation({ runtime }: TestProduct) {
  const { id: segment } = await createSegment(runtime, { parentSegment: 1, folder: [] }, { name: 'All', rule: {} });
  const columns = ['event_name', 'action_source', 'event_time', 'event_id'];
  const output = { columns: columns.map((column) => ({ column, source: { column: 'id' } })) };
  return saveActivation(runtime, { segment }, { choice: { name: 'All', ...EXPORT, output }, schedule: null });
}

test('a page that repeats the creation of a job gets the existing job', async () => {
  const product = await startBuiltShop();
  const call = callerOf(product);
  const { id: upload, header } = await product.upload(validLines(3));
  const mapping = Object.fromEntries(header.map((column) => [column, column]));
  const sent = { upload, mapping, constants: {}, parameters: PARAMETERS, authentication: 1 };
  const saved = { name: 'Daily', database: 'shop', sql: 'SELECT 1 AS one' };
  const { id: query } = await call(createQuery, { ...saved, export: EXPORT });
  const { id: activation } = await addActivation(product);
  const job = await product.run(await product.export(validLines(2)));
  const written = { database: 'shop', sql: 'SELECT 2 AS two', export: null };
  const creators: readonly ((domainKey: string) => Promise<number | { job_id: number }>)[] = [
    (domainKey) => call(sendEvents, { ...sent, domainKey }),
    (domainKey) => call(rerunShownJob, { job: job.id, domainKey }),
    (domainKey) => call(runEditedQuery, { saved: null, at: null, query: written, domainKey }),
    (domainKey) => call(runShownQuery, { query, seen: TARGET, domainKey }),
    (domainKey) => call(runShownActivation, { activation, seen: TARGET, domainKey }),
  ];
  for (const create of creators) {
    const domainKey = randomUUID();
    const [first, simultaneous] = await Promise.all([create(domainKey), create(domainKey)]);
    expect([simultaneous, await create(domainKey)]).toEqual([first, first]);
    expect(await create(randomUUID())).not.toEqual(first);
  }
  expect(await product.runtime.jobs.list({ limit: 99 })).toHaveLength(2 + creators.length * 2);
  expect(await product.runtime.plannedRuns.list({ kind: 'query', id: query }, { limit: 9 })).toHaveLength(2);
});

test('a run is refused if its events would no longer go where the page showed', async () => {
  const product = await startBuiltShop();
  const call = callerOf(product);
  const saved = { name: 'Daily', database: 'shop', sql: 'SELECT 1 AS one' };
  const { id: query } = await call(createQuery, { ...saved, export: EXPORT });
  const other = { ...PARAMETERS, ad_account_id: '549764609762' };
  await call(changeQuery, { query, export: { ...EXPORT, parameters: other } });
  const changed = { code: 'run_target_changed', params: { kind: 'real', account: '549764609762' } };
  await expect(call(runShownQuery, { query, seen: TARGET })).rejects.toMatchObject(changed);
  const rehearsed = { ...TARGET, account: '549764609762', isReal: false };
  await expect(call(runShownQuery, { query, seen: rehearsed })).rejects.toMatchObject(changed);
  await expect(call(runShownQuery, { query, seen: null })).rejects.toMatchObject(changed);
  await call(changeQuery, { query, export: null });
  await expect(call(runShownQuery, { query, seen: TARGET })).rejects.toMatchObject({ params: { kind: 'none' } });
  const { id: activation } = await addActivation(product);
  await saveActivation(product.runtime, { activation }, { choice: { parameters: other } });
  await expect(call(runShownActivation, { activation, seen: TARGET })).rejects.toMatchObject(changed);
  expect(await product.runtime.jobs.list({ limit: 9 })).toHaveLength(1);
});

test('a new retention is not saved if the retention that the page showed was changed meanwhile', async () => {
  const product = await startProduct();
  const call = callerOf(product);
  await product.runtime.settings.save({ retention_days: 30 });
  const saving = call(saveNumericSettings, { retention_days: 20, seenRetentionDays: 14 });
  await expect(saving).rejects.toMatchObject({ code: 'retention_changed', params: { days: 30 } });
  await call(saveNumericSettings, { calls_per_minute: 100, seenRetentionDays: 14 });
  await call(saveNumericSettings, { retention_days: 20, seenRetentionDays: 30 });
  expect(await product.runtime.settings.current()).toMatchObject({ calls_per_minute: 100, retention_days: 20 });
});
