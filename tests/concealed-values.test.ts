import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { startApi } from '../lib/api/api.test-kit.ts';
import { countRowsOfActivation } from '../lib/commands/audience/activation-wizard.ts';
import { viewRulePopulation } from '../lib/commands/audience/rules.ts';
import { viewProfiles } from '../lib/commands/audience/segment-tabs.ts';
import type { Command } from '../lib/commands/command.ts';
import { viewTableRecords } from '../lib/commands/console/databases.ts';
import { viewHeaderStep } from '../lib/commands/console/export-steps/header.ts';
import { showSamples, viewIsAnswered, viewSamples } from '../lib/commands/console/export-steps/match.ts';
import { viewPreview } from '../lib/commands/console/export-steps/preview.ts';
import { viewBatch } from '../lib/commands/console/job-parts.ts';
import { viewCells, viewRecord } from '../lib/commands/console/job-records.ts';
import { viewResult } from '../lib/commands/console/job-results.ts';
import { viewJob, viewJobList, viewJobQuery } from '../lib/commands/console/jobs.ts';
import { viewOpenStep } from '../lib/commands/console/mappings/saved-mappings.ts';
import { checkEditedQuery } from '../lib/commands/console/queries.ts';
import { viewRepeatRows } from '../lib/commands/console/review/repeats.ts';
import {
  showRepairExamples,
  viewFinishedReview,
  viewReview,
  viewReviewRecord,
  viewReviewRows,
  viewSafeRepairs,
} from '../lib/commands/console/reviews.ts';
import { viewAttemptTasks, viewLoggedTasks, viewTaskDetails } from '../lib/commands/console/workflows/attempts.ts';
import { perform } from '../lib/commands/perform.ts';
import { countRule } from '../lib/commands/rows/audience/segments.ts';
import { getJob, listJobs, rerunJob } from '../lib/commands/rows/jobs.ts';
import { checkQuery } from '../lib/commands/rows/queries.ts';
import { listWorkflowTasks } from '../lib/commands/rows/workflow/attempts.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Actor } from '../lib/core/access/permission.ts';
import { createSegment } from '../lib/operations/audience/save-segment.ts';
import { createQueryJob } from '../lib/operations/queries/create-query-job.ts';
import { beginReview } from '../lib/operations/review/begin-review.ts';
import { countNextRepeats } from '../lib/operations/review/repeats/run-repeat-count.ts';
import { importTable } from '../lib/operations/workbench/import-table.ts';
import { importOptions } from '../lib/runtime/queries/workbench.ts';
import { startProduct, type TestProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';
import { startBuiltShop } from './kit/shop-product.ts';
import { pushAndRun, startWithDatabase } from './kit/workflows.ts';

/** What people without `values.show` receive from commands whose answers are computed from customer values. */

const VIEWER: Actor = { kind: 'person', id: '7', role: 'viewer' };
const OPERATOR: Actor = { kind: 'person', id: '8', role: 'operator' };
const signal = new AbortController().signal;

const HEADER = 'event_name,action_source,event_time,event_id,em,ph,external_id,value,note';
const TIME = Math.floor(Date.now() / 1000) - 60;
const LINES = [
  HEADER,
  `checkout,web,${TIME},zeta-4711,quokka.numbat@wombat.example,+491579239041,loris-8812,417.23,dunnart likes tea`,
  `checkout,web,${TIME},zeta-4711,bilby@potoroo.example,+491579239042,loris-8813,911.87,`,
  `checkout,web,nonsense,zeta-4713,quoll@pademelon.example,+491579239043,loris-8814,"1.204,50 €",`,
];
/** Fragments of the values, except those that every file contains, such as event names and valid times. */
const FRAGMENTS =
  /zeta|4711|4713|quokka|numbat|wombat|bilby|potoroo|quoll|pademelon|1579|90[34]|loris|881|417|911|204|dunnart|nonsense|@/;

const answerOf = <C extends Command>(
  { runtime }: Pick<TestProduct, 'runtime'>,
  actor: Actor,
  command: C,
  input: object,
) => perform(command, input, actor, runtime);

/** The answer to a command as text, without members whose numbers could contain a fragment by chance. */
async function textOf(
  product: Pick<TestProduct, 'runtime'>,
  actor: Actor,
  [command, input]: readonly [Command, object],
) {
  const answer = await answerOf(product, actor, command, input);
  return JSON.stringify(answer, (key, value) => (NUMERIC_MEMBERS.has(key) ? null : value));
}
const NUMERIC_MEMBERS: ReadonlySet<string> = new Set([
  'bytes',
  'batch',
  'byte',
  'version',
  'at',
  'fixesBytes',
  'keptUntil',
]);

async function startWithFiles() {
  const product = await startProduct();
  const { runtime } = product;
  const connector = connectorOf('pinterest_conversion');
  const upload = await product.upload(LINES);
  await beginReview({ connector, upload, matching: { mapping: {}, constants: {} } }, runtime);
  await runReviews(runtime);
  while (await countNextRepeats(runtime, signal));
  const job = await product.run(await product.export(LINES));
  await runtime.workbench.createDatabase('shop');
  const content = Readable.from([Buffer.from(`${LINES.join('\n')}\n`)]);
  await importTable(content, { database: 'shop', table: 'birds', fileName: 'birds.csv' }, importOptions(runtime));
  const sql = 'SELECT em AS event_name, ph AS event_id, external_id AS currency, note AS value FROM birds';
  const query = await product.run(await createQueryJob({ database: 'shop', sql }, runtime));
  return { ...product, upload: upload.id, job: job.id, query: query.id };
}

test('a viewer gets no values of a file, a table or a job, whatever its columns are called', async () => {
  const product = await startWithFiles();
  const { upload, job, query } = product;
  const commands: readonly (readonly [Command, object])[] = [
    [viewHeaderStep, { upload }],
    [viewSamples, { upload }],
    [viewReview, { upload }],
    [viewFinishedReview, { upload }],
    [viewReviewRows, { upload, records: [1, 2, 3] }],
    [viewReviewRecord, { upload, record: 1 }],
    [viewRepeatRows, { upload }],
    [viewSafeRepairs, { upload }],
    [viewCells, { job, status: 'invalid', after: 0 }],
    [viewRecord, { job, record: 3 }],
    [viewBatch, { job, batch: 1 }],
    [viewTableRecords, { database: 'shop', table: 'birds', signal }],
    [viewResult, { job: query }],
  ];
  const leaks: string[] = [];
  const concealed: string[] = [];
  for (const command of commands) {
    const text = await textOf(product, VIEWER, command);
    const found = FRAGMENTS.exec(text);
    if (found) leaks.push(`${command[0].id}: …${text.slice(Math.max(0, found.index - 40), found.index + 20)}…`);
    if (text.includes('•••')) concealed.push(command[0].id);
  }
  expect(leaks).toEqual([]);
  expect(concealed).toEqual(commands.map(([{ id }]) => id));
});

test('a mapping, query or rule in a request needs more than permission to read, since it could select any value', async () => {
  const product = await startBuiltShop();
  const { id: segment } = await createSegment(
    product.runtime,
    { parentSegment: 1, folder: [] },
    { name: 'All', rule: {} },
  );
  const upload = (await product.upload(LINES)).id;
  const condition = {
    type: 'Value',
    leftValue: { name: 'email' },
    operator: { type: 'Equal', rightValue: 'a@b.test' },
  };
  const rule = { type: 'And', conditions: [{ type: 'And', conditions: [condition] }] };
  const refused: readonly (readonly [Command, object])[] = [
    [viewPreview, { upload, mapping: { em: 'order_id' } }],
    [viewIsAnswered, { upload, mapping: { em: { field: 'opt_out', separator: '@potoroo', part: 2 } }, signal }],
    [countRule, { parent_segment: 1, rule }],
    [countRowsOfActivation, { segment, behaviors: [], signal }],
    [checkEditedQuery, { database: 'shop', engine: 'duckdb', sql: 'SELECT 1', signal }],
    [checkQuery, { database: 'shop', sql: 'SELECT 1', type: 'pinterest_conversion' }],
  ];
  for (const [command, input] of refused) {
    await expect(answerOf(product, VIEWER, command, input)).rejects.toMatchObject({ code: 'permission_missing' });
    await answerOf(product, OPERATOR, command, input);
  }
  const viewPopulation = (actor: Actor, segmentMember: object) =>
    answerOf(product, actor, viewRulePopulation, { parentSegment: 1, rule, signal, ...segmentMember });
  expect(await viewPopulation(OPERATOR, { segment })).toMatchObject({ count: 1 });
  expect(await viewPopulation(VIEWER, { segment })).toMatchObject({ count: 4 });
  await expect(viewPopulation(VIEWER, {})).rejects.toMatchObject({ code: 'segment_unknown' });
  const profiles = await textOf(product, VIEWER, [viewProfiles, { segment, signal }]);
  expect(profiles).not.toMatch(/@|gold|silver|active/);
  expect(profiles).toContain('loyalty_points');
});

test('an address in the wrong column is masked in samples and repair examples until someone requests it', async () => {
  const product = await startProduct();
  const lines = [HEADER, `checkout,web,${TIME},e1,a@b.example,,,quokka@wombat.example,`];
  const { id: upload } = await product.upload(lines);
  const connector = connectorOf('pinterest_conversion');
  const matching = { mapping: {}, constants: {} };
  await beginReview({ connector, upload: await product.runtime.uploads.get(upload), matching }, product.runtime);
  await runReviews(product.runtime);
  const { repairs } = await answerOf(product, OPERATOR, viewReview, { upload });
  expect(repairs).toMatchObject([{ repair: 'left_out', column: 'value', before: 'q•••••@wombat.example' }]);
  const sampleOf = async (command: typeof viewSamples | typeof showSamples) =>
    (await answerOf(product, OPERATOR, command, { upload })).find(({ column }) => column === 'value');
  expect(await sampleOf(viewSamples)).toEqual({ column: 'value', values: ['q•••••@wombat.example'], isMasked: true });
  expect(await sampleOf(showSamples)).toMatchObject({ values: ['quokka@wombat.example'], isMasked: false });
  expect(await answerOf(product, OPERATOR, showRepairExamples, { upload })).toMatchObject([
    { before: 'quokka@wombat.example' },
  ]);
});

test("a viewer's request starts no review", async () => {
  const product = await startProduct();
  const { id: upload } = await product.upload(LINES);
  await answerOf(product, VIEWER, viewOpenStep, { upload, signal });
  expect(await product.runtime.reviews.find(upload)).toBeUndefined();
});

describe('a workflow', () => {
  test('shows a viewer no values in the names or errors of its tasks, and puts none into notices', async () => {
    const product = await startWithDatabase();
    const text = `
+loop:
  for_each>: {who: [quokka, bilby]}
  _do:
    +tell:
      fail>: "no \${who}"
`;
    const { id: attempt } = await pushAndRun(product, text);
    const commands: readonly (readonly [Command, object])[] = [
      [viewAttemptTasks, { attempt }],
      [viewLoggedTasks, { attempt }],
      [listWorkflowTasks, { workflow_attempt: attempt }],
      ...[1, 2, 3, 4, 5, 6, 7].map((task) => [viewTaskDetails, { attempt, task }] as const),
    ];
    const answersTo = async (actor: Actor) =>
      Promise.all(commands.map((command) => textOf(product, actor, command).catch(() => '')));
    expect((await answersTo(OPERATOR)).join()).toMatch(/no quokka.*workflow_resume_task_not_done/);
    expect((await answersTo(VIEWER)).join()).not.toMatch(/quokka|bilby/);
    const { notices } = await product.runtime.outbox.after(0, 10);
    expect(JSON.stringify(notices)).toContain('•••');
    expect(JSON.stringify(notices)).not.toMatch(/quokka|bilby/);
  });

  test('puts no value into a query that a viewer can see or search', async () => {
    const product = await startWithDatabase();
    const text = `
+send:
  td>: {data: "SELECT '\${who}' AS who"}
  database: shop
+each:
  td_for_each>: {data: "SELECT 1 AS n WHERE 'bilby' <> '\${who}'"}
  database: shop
  _do: {+tell: {echo>: x}}
`;
    const { state } = await pushAndRun(product, text, { params: { who: 'quokka' } });
    expect(state).toBe('success');
    const { job_id: rerun } = await answerOf(product, OPERATOR, rerunJob, { job: 1 });
    const commands: readonly (readonly [Command, object])[] = [
      [listJobs, {}],
      [viewJobList, {}],
      ...[1, 2, rerun].flatMap((job) => [
        [getJob, { job }] as const,
        [viewJobQuery, { job }] as const,
        [viewJob, { job }] as const,
      ]),
    ];
    const answersTo = async (actor: Actor) => Promise.all(commands.map((command) => textOf(product, actor, command)));
    expect((await answersTo(OPERATOR)).join()).toMatch(/quokka/);
    expect((await answersTo(VIEWER)).join()).not.toMatch(/quokka|bilby/);
    const countJobs = async (actor: Actor, search: string) =>
      (await answerOf(product, actor, viewJobList, { search })).jobs.length;
    expect(await countJobs(OPERATOR, 'quokka')).toBe(3);
    expect(await countJobs(VIEWER, 'quokka')).toBe(0);
  });
});

test('a key with the role viewer is refused the same commands as a viewer', async () => {
  const api = await startApi();
  const { key } = await api.runtime.apiKeys.create({ name: 'viewing', role: 'viewer' });
  const rule = { type: 'And', conditions: [] };
  const refused = [
    ['/api/v1/parent-segments/1/count', { rule }],
    ['/api/v1/queries/check', { database: 'shop', sql: 'SELECT 1', type: 'pinterest_conversion' }],
    ['/api/v1/uploads/1/preview', {}],
  ] as const;
  const answers = await Promise.all(refused.map(([path, body]) => api.request('POST', path, { key, body })));
  expect(answers.map(({ json }) => json.code)).toEqual(Array(refused.length).fill('permission_missing'));
});
