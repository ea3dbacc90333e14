import { expect, test } from 'vitest';
import { viewActivation, viewActivations } from '../lib/commands/audience/activations.ts';
import { showProfiles, viewPopulations, viewProfiles, viewSegmentSql } from '../lib/commands/audience/segment-tabs.ts';
import type { Command, InputOf } from '../lib/commands/command.ts';
import { viewJob } from '../lib/commands/console/jobs.ts';
import { perform } from '../lib/commands/perform.ts';
import { runActivation } from '../lib/operations/audience/run-activation.ts';
import { saveActivation } from '../lib/operations/audience/save-activation.ts';
import { saveParentSegment } from '../lib/operations/audience/save-parent-segment.ts';
import { createSegment } from '../lib/operations/audience/save-segment.ts';
import { listPaletteObjects } from '../lib/operations/jobs/list-palette-objects.ts';
import { OWNER } from './kit/actors.ts';
import { ACCOUNT, type TestProduct } from './kit/product.ts';
import { SHOP } from './kit/shop.ts';
import { buildShop, startBuiltShop, startShop } from './kit/shop-product.ts';

/** What the console shows about activations and on the tabs of a segment. */

function performAsOwner<C extends Command>({ runtime }: TestProduct, command: C, input: InputOf<C>) {
  return perform(command, input, OWNER, runtime);
}

const OUTPUT = {
  columns: [
    ...['event_name', 'action_source', 'event_time', 'event_id'].map((column) => ({
      column,
      source: { column: 'id' },
    })),
    { column: 'em', source: { column: 'email' } },
    { column: 'loyalty', source: { column: 'tier' } },
  ],
};

/** An activation of a new segment in a folder. */
async function addActivation(
  { runtime }: TestProduct,
  name: string,
  { schedule = null, output = OUTPUT }: { schedule?: { cron: string } | null; output?: object } = {},
) {
  const { id: segment } = await createSegment(runtime, { parentSegment: 1, folder: ['Loyal'] }, { name, rule: {} });
  const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
  const choice = { name, authentication: 1, parameters, output };
  return saveActivation(runtime, { segment }, { choice, schedule });
}

test('the list shows each activation with its segment, its last run and the job of that run', async () => {
  const product = await startBuiltShop();
  const ran = await addActivation(product, 'Ran', { schedule: { cron: '@daily' } });
  await addActivation(product, 'Never ran');
  const job = await runActivation(product.runtime, ran.id);
  await product.run(job);
  const listed = await performAsOwner(product, viewActivations, { parentSegment: 1 });
  expect(listed).toMatchObject([
    { name: 'Never ran', lastRun: null, problem: null, segment: { name: 'Never ran', folder: ['Loyal'] } },
    {
      name: 'Ran',
      account: ACCOUNT,
      isTest: false,
      schedule: { cron: '@daily' },
      lastRun: { jobId: job.id, job: { id: job.id, state: 'success', records: { read: 4 } } },
    },
  ]);
  const activation = { id: ran.id, name: 'Ran', segment: ran.segment, parentSegment: 1 };
  expect(await performAsOwner(product, viewJob, { job: job.id })).toMatchObject({ name: 'Ran', activation });
  const ofSegment = await performAsOwner(product, viewActivations, { parentSegment: 1, segment: ran.segment });
  expect(ofSegment.map(({ name }) => name)).toEqual(['Ran']);
});

test('the page of an activation shows its output, its next planned times and its runs', async () => {
  const product = await startBuiltShop();
  const { id, segment } = await addActivation(product, 'Daily', { schedule: { cron: '@daily' } });
  const job = await runActivation(product.runtime, id);
  const shown = await performAsOwner(product, viewActivation, { parentSegment: 1, segment, activation: id });
  expect(shown).toMatchObject({ output: { columns: OUTPUT.columns }, skipsInvalid: true, older: null });
  expect(shown.runs).toMatchObject([{ manualNumber: 1, job: { id: job.id, state: 'queued' } }]);
  expect(shown.nextTimes).toHaveLength(5);
  const underOtherSegment = { parentSegment: 1, segment: segment + 1, activation: id };
  await expect(performAsOwner(product, viewActivation, underOtherSegment)).rejects.toMatchObject({
    code: 'activation_unknown',
  });
});

test('the list shows what would keep an activation from running', async () => {
  const product = await startShop();
  const { id: parent } = await saveParentSegment(product.runtime, undefined, { choice: SHOP });
  await addActivation(product, 'Tiers');
  const problem = async () => (await performAsOwner(product, viewActivations, { parentSegment: 1 }))[0]?.problem;
  expect(await problem()).toMatchObject({ code: 'parent_segment_not_built' });
  await buildShop(product, parent);
  expect(await problem()).toBeNull();
  await saveParentSegment(product.runtime, parent, { choice: { ...SHOP, attributes: [] } });
  await buildShop(product, parent);
  expect(await problem()).toMatchObject({ code: 'segment_column_unknown', params: { name: 'tier' } });
});

test.each([
  [
    'required columns and an identifier are missing',
    { columns: OUTPUT.columns.slice(0, 2) },
    'output_columns_missing',
    {
      columns: 'event_time, event_id',
      count: 2,
      identifiers: 'em, hashed_maids, client_ip_address + client_user_agent',
    },
  ],
  [
    'an identifier is missing',
    { columns: OUTPUT.columns.slice(0, 4) },
    'output_identifier_missing',
    { identifiers: 'em, hashed_maids, client_ip_address + client_user_agent' },
  ],
  [
    'a string builder is not valid',
    {
      columns: [
        { column: 'event_name', source: { string: 'newsletter read', parameters: [] } },
        ...OUTPUT.columns.slice(1),
      ],
    },
    'output_string_invalid',
    { column: 'event_name' },
  ],
])('the list shows that nothing of an activation could be sent, because %s', async (_, output, code, params) => {
  const product = await startBuiltShop();
  await addActivation(product, 'Unsendable', { output });
  const [listed] = await performAsOwner(product, viewActivations, { parentSegment: 1 });
  expect(listed?.problem).toMatchObject({ code, params });
});

test('profiles are masked until someone requests their values; populations and SQL are those of the segment', async () => {
  const product = await startBuiltShop();
  const { segment } = await addActivation(product, 'Everybody');
  await buildShop(product);
  const { signal } = new AbortController();
  const masked = JSON.stringify(await performAsOwner(product, viewProfiles, { segment, signal }));
  expect(masked).not.toContain('a@b.test');
  expect(JSON.stringify(await performAsOwner(product, showProfiles, { segment, signal }))).toContain('a@b.test');
  const populations = await performAsOwner(product, viewPopulations, { segment });
  expect(populations.at(-1)).toMatchObject({ build: 2, customers: 4 });
  expect(await performAsOwner(product, viewSegmentSql, { segment })).toMatchObject({
    sql: expect.stringContaining('cdp_audience_1'),
    database: 'cdp_audience_1',
  });
});

test('the palette lists segments and activations, with the IDs for their paths', async () => {
  const product = await startBuiltShop();
  const { id, segment } = await addActivation(product, 'Found');
  expect(await listPaletteObjects(product.runtime)).toMatchObject({
    segments: [{ id: segment, name: 'Found', parentSegment: 1 }],
    activations: [{ id, name: 'Found', segment, parentSegment: 1 }],
  });
});
