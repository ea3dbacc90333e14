import { expect, vi } from 'vitest';
import type { Attempt } from '../../lib/core/workflow/attempt/attempt.ts';
import type { TaskRecord } from '../../lib/core/workflow/attempt/task-record.ts';
import type { ConfigMap } from '../../lib/core/workflow/config/config-node.ts';
import { type ProjectFiles, workflowFiles, workflowName } from '../../lib/core/workflow/project-files.ts';
import { describeTable } from '../../lib/operations/workbench/list-tables.ts';
import { startAttempt } from '../../lib/operations/workflow/start-attempt.ts';
import type { Runtime } from '../../lib/runtime/runtime.ts';
import { attemptControlOf } from '../../lib/runtime/workflow/attempts.ts';
import { startProduct, type TestProduct } from './product.ts';

export const PROJECT = 'shop';
/** The head of a workflow whose queries use the database `shop`. */
export const DATABASE = '_export:\n  td:\n    database: shop\n';
/** 2026-11-26T00:00:00Z. */
export const SESSION = Date.UTC(2026, 10, 26);

export interface AttemptChoice {
  readonly workflow?: string;
  readonly session?: number;
  readonly params?: ConfigMap;
  readonly isSandbox?: boolean;
}

/** The product with an empty database `shop`. */
export async function startWithDatabase(env: Record<string, string> = {}): Promise<TestProduct> {
  const product = await startProduct(env);
  await product.runtime.workbench.createDatabase('shop');
  return product;
}

/** Pushes files as a new revision of the project. */
export async function pushFiles(
  { runtime }: Pick<TestProduct, 'runtime'>,
  contents: Readonly<Record<string, string>>,
): Promise<void> {
  const files: ProjectFiles = { paths: Object.keys(contents), read: (path) => contents[path] };
  const workflows = workflowFiles(files).map((file) => ({ name: workflowName(file), timeZone: 'UTC', schedule: null }));
  await runtime.workflowProjects.push(PROJECT, files, workflows);
}

/** Queues an attempt, by default of the workflow `daily`. */
export async function queueAttempt({ runtime }: TestProduct, choice: AttemptChoice = {}): Promise<Attempt> {
  const { workflow: name = 'daily', session = SESSION, params = {}, isSandbox = false } = choice;
  const { workflowProjects } = runtime;
  const workflow = await workflowProjects.findWorkflow((await workflowProjects.findByName(PROJECT))?.id ?? 0, name);
  if (!workflow) throw new Error(`no workflow ${name}`);
  return startAttempt(runtime, workflow, {
    sessionTime: session,
    params,
    isSandbox,
    origin: { kind: 'request' },
  });
}

/** Runs an attempt and its jobs, as a shell does, until it ends or the signal stops it. */
export async function runAttempt(
  { runtime }: { readonly runtime: Runtime },
  { id }: Pick<Attempt, 'id'>,
  signal = new AbortController().signal,
): Promise<Attempt> {
  await attemptControlOf(runtime).runAttempt(id, signal);
  return runtime.workflowAttempts.get(id);
}

/** Pushes a project whose workflow `daily` is this text, with other files if given, and runs an attempt. */
export async function pushAndRun(
  product: TestProduct,
  daily: string,
  { files = {}, ...choice }: AttemptChoice & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<Attempt> {
  await pushFiles(product, { 'daily.dig': daily, ...files });
  return runAttempt(product, await queueAttempt(product, choice));
}

/** The current tasks of an attempt, without those that a retry replaced, by the last part of their names. */
export async function tasksOf(
  { runtime }: TestProduct,
  { id }: Attempt,
): Promise<Readonly<Record<string, TaskRecord>>> {
  const tasks = (await runtime.workflowAttempts.tasks(id)).filter(({ isSuperseded }) => !isSuperseded);
  return Object.fromEntries(tasks.map((task) => [task.fullName.slice(task.fullName.lastIndexOf('+')), task]));
}

/** The lines that the attempt's tasks logged. */
export async function logOf({ runtime }: TestProduct, { id }: Attempt): Promise<readonly string[]> {
  return (await runtime.workflowViews.logPage(id, { limit: 1000 })).lines.map(({ text }) => text);
}

/** The columns with their types, and all records in order. */
export async function readTable({ runtime }: TestProduct, table: string, order = '1') {
  const { columns } = await describeTable('shop', table, runtime);
  const sql = `SELECT * FROM ${table} ORDER BY ${order}`;
  const { records } = await runtime.engine.records({ database: 'shop', sql, plannedAt: 0 }, 100);
  return { columns: columns.map(({ name, type }) => `${name} ${type}`), records };
}

/** All jobs, the oldest first. */
export async function jobsOf({ runtime }: TestProduct) {
  return (await runtime.jobs.list({ limit: 100 })).toReversed();
}

/** Runs an attempt in a process that ends right before (or after) it stores a task that `matches`. */
export async function runUntilCrash(
  { runtime }: TestProduct,
  id: number,
  matches: (task: { state: string; stateParams: Readonly<Record<string, unknown>> }) => boolean,
  when: 'before' | 'after' = 'before',
): Promise<void> {
  const { workflowAttempts } = runtime;
  const { save } = workflowAttempts;
  const saving = vi.spyOn(workflowAttempts, 'save').mockImplementation(async (...args) => {
    const [, , tasks] = args;
    const ends = tasks.some(matches);
    if (ends && when === 'before') throw new Error('the process ends');
    const isOwner = await save.apply(workflowAttempts, args);
    if (ends) throw new Error('the process ends');
    return isOwner;
  });
  await expect(runAttempt({ runtime }, { id })).rejects.toThrow('the process ends');
  saving.mockRestore();
  await workflowAttempts.release(id, runtime.owner);
}
