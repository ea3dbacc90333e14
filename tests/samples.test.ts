import { beforeEach, expect, test, vi } from 'vitest';
import type { AnswerOf, Command, InputOf } from '../lib/commands/command.ts';
import { loadSampleData } from '../lib/commands/console/databases.ts';
import { loadWorkflowExample } from '../lib/commands/console/workflows/projects.ts';
import { perform } from '../lib/commands/perform.ts';
import { listActivations, runActivation } from '../lib/commands/rows/audience/activations.ts';
import { loadSampleAudience } from '../lib/commands/rows/audience/audience-files.ts';
import { changeSegment, deleteSegment, getSegmentCount, listSegments } from '../lib/commands/rows/audience/segments.ts';
import { listWorkflowProjects, pushWorkflowProject } from '../lib/commands/rows/workflow/projects.ts';
import { startWorkflow } from '../lib/commands/rows/workflow/workflows.ts';
import type { Job } from '../lib/core/job/job.ts';
import { attemptControlOf } from '../lib/runtime/workflow/attempts.ts';
import { startProduct, type TestProduct } from './kit/product.ts';

/** The samples, as the console, the API and the shell load them. */

let product: TestProduct;
beforeEach(async () => {
  product = await startProduct();
});

function call<C extends Command>(command: C, input: InputOf<C>): Promise<AnswerOf<C>> {
  return perform(command, input, { kind: 'person', id: 'test', role: 'operator' }, product.runtime);
}

const runJob = async (job: number) => product.run((await product.runtime.jobs.find(job)) as Job);

/** Loads the sample and builds it. */
async function loadAndBuild() {
  const audience = await call(loadSampleAudience, {});
  expect(await runJob(audience.job_id)).toMatchObject({ type: 'build', state: 'success' });
  return audience;
}

async function populationsOf(parent_segment: number): Promise<Record<string, number>> {
  const { data } = await call(listSegments, { parent_segment });
  const counts = await Promise.all(
    data.map(async ({ id, folder, name }) => {
      const { count } = await call(getSegmentCount, { segment: id });
      return [[...folder, name].join('/'), count] as const;
    }),
  );
  return Object.fromEntries(counts);
}

async function activationsOf(parent_segment: number) {
  return (await call(listActivations, { parent_segment })).data;
}

test('creates customers, orders, segments that are not empty, and an activation that the sandbox accepts', async () => {
  const { parent_segment, name, tables } = await loadAndBuild();
  expect([name, ...tables]).toEqual(['Sample shop', 'sample_shop.customers', 'sample_shop.orders']);
  const { 'Recent buyers': recent = 0, ...others } = await populationsOf(parent_segment);
  expect(Object.keys(others).sort()).toEqual(['Buyers to win back', 'Newsletter/Subscribers']);
  for (const count of [recent, ...Object.values(others)]) {
    expect(count).toBeGreaterThan(50);
    expect(count).toBeLessThan(1200);
  }
  const [activation, ...more] = await activationsOf(parent_segment);
  expect(more).toEqual([]);
  const { job_id } = await call(runActivation, { activation: Number(activation?.id) });
  expect(await runJob(job_id)).toMatchObject({
    type: 'activation',
    state: 'success',
    records: { read: recent, accepted: recent, rejected: 0, invalid: 0 },
  });
  expect((await product.runtime.jobs.find(job_id))?.authenticationId).toBe(activation?.authentication);
});

test('loading the sample again builds the same parent segment, and keeps what a person changed or deleted', async () => {
  const { parent_segment } = await loadAndBuild();
  const { data } = await call(listSegments, { parent_segment });
  const [kept, deleted] = ['Recent buyers', 'Subscribers'].map((name) => data.find((each) => each.name === name)?.id);
  await call(changeSegment, { segment: Number(kept), name: 'Buyers of this month' });
  await call(deleteSegment, { segment: Number(deleted) });
  const before = await populationsOf(parent_segment);
  expect((await loadAndBuild()).parent_segment).toBe(parent_segment);
  expect(Object.keys(await populationsOf(parent_segment))).toEqual(Object.keys(before));
  expect(Object.keys(before).sort()).toEqual(['Buyers of this month', 'Buyers to win back']);
  expect(await activationsOf(parent_segment)).toHaveLength(1);
  expect((await product.runtime.workbench.databases()).filter((name) => name.startsWith('sample'))).toEqual([
    'sample_datasets',
    'sample_shop',
  ]);
});

test('loading the sample again before the build has ended returns the same build', async () => {
  const [first, second] = await Promise.all([call(loadSampleAudience, {}), call(loadSampleAudience, {})]);
  expect(second).toEqual(first);
  expect(await runJob(first.job_id)).toMatchObject({ state: 'success' });
});

test('creates the workflow project once, even if several people load examples at the same time', async () => {
  const [first, second] = await Promise.all([
    call(loadWorkflowExample, {}),
    call(loadWorkflowExample, {}),
    call(loadSampleData, {}),
  ]);
  expect(second).toBe(first);
  const { data } = await call(listWorkflowProjects, {});
  expect(data.map(({ id, revision }) => [id, revision])).toEqual([[first, 1]]);
});

test('leaves no project with an enabled schedule if the process dies while it creates the project', async () => {
  vi.spyOn(product.runtime.workflowProjects, 'setPaused').mockRejectedValueOnce(new Error('the process ends'));
  await expect(call(loadWorkflowExample, {})).rejects.toThrow('the process ends');
  expect((await call(listWorkflowProjects, {})).data).toEqual([]);
});

test('uses the sandbox authentication, whatever its name', async () => {
  const { authentications, workflowProjects } = product.runtime;
  const name = 'My "rehearsals": $& here';
  const { id } = await authentications.create({
    name,
    connector: 'pinterest_conversion',
    target: 'sandbox',
    token: 'sandbox-token',
  });
  const { parent_segment } = await call(loadSampleAudience, {});
  expect(await activationsOf(parent_segment)).toMatchObject([{ authentication: id }]);
  const project = await workflowProjects.findByName('sample_workflow');
  const files = await workflowProjects.files(project?.revisionId ?? 0);
  expect(files.read('conversions.dig')).toContain(`result_connection: ${JSON.stringify(name)}\n`);
});

test("has a workflow project that runs on request, but not automatically; a person's changes are kept", async () => {
  await loadAndBuild();
  const { runtime } = product;
  const { data } = await call(listWorkflowProjects, {});
  expect(data.map(({ name, revision }) => [name, revision])).toEqual([['sample_workflow', 1]]);
  const [conversions, segments] = data[0]?.workflows ?? [];
  expect([conversions?.schedule?.enabled, segments?.schedule]).toEqual([false, null]);
  for (const { id = 0 } of [conversions ?? {}, segments ?? {}]) {
    const { attempt_id: attempt } = await call(startWorkflow, { workflow: id });
    await attemptControlOf(runtime).runAttempt(attempt, new AbortController().signal);
    expect((await runtime.workflowAttempts.get(attempt)).state).toBe('success');
  }
  expect(
    (await runtime.jobs.list({ limit: 100 })).find(({ destination }) => destination === 'sandbox')?.records.accepted,
  ).toBe(1);
  const files = [{ path: 'mine.dig', text: '+a:\n  echo>: mine\n' }];
  await call(pushWorkflowProject, { name: 'sample_workflow', files });
  await call(loadSampleAudience, {});
  expect((await call(listWorkflowProjects, {})).data.map(({ revision }) => revision)).toEqual([2]);
});
