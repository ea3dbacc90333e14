import { join } from 'node:path';
import { readEnv } from '#lib/env.ts';
import { startAttempt } from '#lib/operations/workflow/start-attempt.ts';
import { openRuntime, type Runtime } from '#lib/runtime/runtime.ts';
import { claimAndRun } from '#lib/runtime/workflow/run.ts';
import { newDatabaseSettings } from '../database/databases.ts';
import type { Findings } from '../kit/findings.ts';

/** Together with the root and the group, the most tasks that an attempt can have. */
const TASKS = 998;
const MAX_MS = 10;

const listed = (taskOf: (index: number) => string) =>
  Array.from({ length: TASKS }, (_, index) => `  +t${index}: ${taskOf(index)}\n`).join('');

/** Attempts of a thousand tasks that do next to nothing, so that only the engine's time is measured. */
const SHAPES = {
  'one after the other': `+g:\n${listed(() => '{echo>: x}')}`,
  'at once': `+g:\n  _parallel: true\n${listed(() => '{echo>: x}')}`,
  'at once, with an expression each': `+g:\n  _parallel: true\n${listed((index) => `{echo>: "\${${index} + 1}"}`)}`,
} as const;

/** Measures the processor time of an attempt's tasks, which all run in this process. */
export async function measureCost(findings: Findings, folder: string): Promise<void> {
  const env = readEnv({
    ...(await newDatabaseSettings()),
    PINTD_DATA_DIR: join(folder, 'cost'),
    PINTD_LOG_LEVEL: 'silent',
  });
  const runtime = await openRuntime(env, 'torture');
  try {
    for (const [name, text] of Object.entries(SHAPES))
      findings.atMost(`processor time per task, of 1,000 ${name}`, await costOf(runtime, text), MAX_MS, ' ms');
  } finally {
    await runtime.close();
  }
}

async function costOf(runtime: Runtime, text: string): Promise<number> {
  const { workflowProjects, workflowViews } = runtime;
  const files = { paths: ['large.dig'], read: () => text };
  const { id } = await workflowProjects.push('cost', files, [{ name: 'large', timeZone: 'UTC', schedule: null }]);
  const workflow = await workflowProjects.findWorkflow(id, 'large');
  if (!workflow) throw new Error('the workflow is missing');
  const start = { params: {}, isSandbox: false, origin: { kind: 'request' } } as const;
  const attempt = await startAttempt(runtime, workflow, { ...start, sessionTime: Date.now() });
  const before = process.cpuUsage();
  await claimAndRun(runtime, attempt.id, new AbortController().signal);
  const { user, system } = process.cpuUsage(before);
  const { success } = await workflowViews.counts(attempt.id);
  if (success !== TASKS) throw new Error(`${success} of ${TASKS} tasks succeeded`);
  return (user + system) / 1000 / TASKS;
}
