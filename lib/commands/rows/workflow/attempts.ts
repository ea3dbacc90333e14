import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { isNamed, tasksInOrder } from '../../../core/workflow/attempt/task-tree.ts';
import { killAttempt } from '../../../operations/workflow/control-attempt.ts';
import { type RetryMode, retryAttempt } from '../../../operations/workflow/retry-attempt.ts';
import { attemptControlOf } from '../../../runtime/workflow/attempts.ts';
import { defineCommand, idNumber } from '../../command.ts';
import { forActor } from '../../concealed/concealed.ts';
import { concealTask } from '../../concealed/concealed-task.ts';
import { pageInput, pageShape, toPage } from '../../inputs/page.ts';
import { registerShape } from '../../shapes/shape-registry.ts';
import {
  workflowAttemptObject,
  workflowAttemptShape,
  workflowLogLineObject,
  workflowLogLineShape,
  workflowTaskObject,
  workflowTaskShape,
} from '../../shapes/workflow/attempt.ts';

const attempt = z.object({ workflow_attempt: idNumber });
const taskName = z.string().min(1).max(1000);

/** Lists attempts, newest first. */
export const listWorkflowAttempts = defineCommand({
  id: 'listWorkflowAttempts',
  permission: 'workflows.read',
  effect: 'reads',
  input: z.object({
    ...pageInput,
    project: idNumber.optional(),
    workflow: idNumber.optional(),
    session: idNumber.optional(),
  }),
  answer: registerShape('WorkflowAttemptPage', pageShape(workflowAttemptShape)),
  async run({ cursor: before, limit, ...filter }, runtime) {
    const rows = await runtime.workflowAttempts.list({ ...filter, before, limit: limit + 1 });
    return toPage(
      rows,
      limit,
      ({ id }) => id,
      (listed) => workflowAttemptObject(listed, runtime),
    );
  },
});

export const getWorkflowAttempt = defineCommand({
  id: 'getWorkflowAttempt',
  permission: 'workflows.read',
  effect: 'reads',
  input: attempt,
  answer: workflowAttemptShape,
  run: async ({ workflow_attempt: id }, runtime) =>
    workflowAttemptObject(await runtime.workflowAttempts.get(id), runtime),
});

/** Each task comes before its subtasks. Tasks that were replaced because their group ran again are left out. */
export const listWorkflowTasks = defineCommand({
  id: 'listWorkflowTasks',
  permission: 'workflows.read',
  effect: 'reads',
  input: attempt,
  answer: registerShape('WorkflowTasks', z.object({ data: z.array(workflowTaskShape) })),
  async run({ workflow_attempt: id }, { workflowAttempts }, actor) {
    await workflowAttempts.get(id); // throws if unknown
    const tasks = await workflowAttempts.tasks(id);
    const shown = tasksInOrder(tasks).map(workflowTaskObject);
    return { data: forActor(actor, shown, (all) => all.map(concealTask)) };
  },
});

/** Lines in order. The output of tasks may contain customer values. */
export const listWorkflowLog = defineCommand({
  id: 'listWorkflowLog',
  permission: 'values.show',
  effect: 'shows',
  input: attempt.extend({ ...pageInput, task: taskName.optional() }),
  answer: registerShape('WorkflowLogPage', pageShape(workflowLogLineShape)),
  async run({ workflow_attempt: id, cursor: after = 0, limit, task }, { workflowAttempts, workflowViews }) {
    await workflowAttempts.get(id); // throws if unknown
    const tasks = await workflowAttempts.tasks(id);
    const named = task === undefined ? undefined : tasks.filter((listed) => isNamed(listed, task));
    const taskIds = named?.map((listed) => listed.id);
    if (taskIds?.length === 0) throw new UserError('workflow_task_unknown', { name: task ?? '' });
    const { lines, hasMore } = await workflowViews.logPage(id, { after, limit }, taskIds);
    const names = new Map(tasks.map((listed) => [listed.id, listed.fullName]));
    const last = hasMore ? lines.at(-1) : undefined;
    return {
      data: lines.map((line) => workflowLogLineObject(line, names)),
      cursor: last === undefined ? null : String(last.id),
    };
  },
});

/** Returns once the tasks of the attempt have ended, so that none starts afterwards. */
export const killWorkflowAttempt = defineCommand({
  id: 'killWorkflowAttempt',
  permission: 'workflows.run',
  effect: 'changesInSteps',
  input: attempt,
  answer: workflowAttemptShape,
  run: async ({ workflow_attempt: id }, runtime) =>
    workflowAttemptObject(await killAttempt(attemptControlOf(runtime), id), runtime),
});

/** A new attempt of the same session, with the newest revision. The worker runs it. */
export const retryWorkflowAttempt = defineCommand({
  id: 'retryWorkflowAttempt',
  permission: 'workflows.run',
  effect: 'changes',
  object: 'attempt',
  usesAddresses: true,
  input: attempt.extend({ mode: z.enum(['all', 'resume', 'from']), from: taskName.optional() }),
  answer: workflowAttemptShape,
  run: async ({ workflow_attempt: id, mode, from }, runtime) =>
    workflowAttemptObject(await retryAttempt(runtime, id, retryModeOf(mode, from)), runtime),
});

/**
 * Throws UserErrors `input_required` if `from` is missing in the mode `from`, and `workflow_retry_from_misplaced` if it
 * is given in another mode.
 */
function retryModeOf(mode: 'all' | 'resume' | 'from', from: string | undefined): RetryMode {
  if (mode === 'from') {
    if (from === undefined)
      throw new UserError('input_required', { field: 'from' }, { field: 'from', pointer: '/from' });
    return { from };
  }
  if (from !== undefined) throw new UserError('workflow_retry_from_misplaced', {}, { field: 'from', pointer: '/from' });
  return mode;
}
