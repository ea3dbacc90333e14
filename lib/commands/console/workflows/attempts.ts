import { Readable } from 'node:stream';
import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { LOG_LEVELS } from '../../../core/view/log-query.ts';
import { ATTEMPT_STATES, type AttemptLogLine } from '../../../core/workflow/attempt/attempt.ts';
import { isNamed, nameWithoutValues } from '../../../core/workflow/attempt/task-tree.ts';
import {
  type AttemptLogRow,
  type SessionView,
  type TaskChanges,
  taskView,
} from '../../../core/workflow/view/attempt-view.ts';
import { LOCALES, type Locale } from '../../../messages/locale.ts';
import { translate } from '../../../messages/translate.ts';
import { logText, type ReadLogOptions, readLog } from '../../../operations/jobs/read-log.ts';
import {
  attemptSummary,
  attemptView,
  originView,
  taskDetails,
  taskParameters,
} from '../../../operations/workflow/view-attempt.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineInternalCommand, idInPath } from '../../command.ts';
import { forActor } from '../../concealed/concealed.ts';
import { concealDetails, concealTask } from '../../concealed/concealed-task.ts';

/** Sessions of workflows and their attempts. */

const SESSIONS_PER_PAGE = 50;
const MAX_LINES = 500;
const cursor = z.int().nonnegative().optional();
const attempt = z.object({ attempt: idInPath });
const task = attempt.extend({ task: idInPath });

/** A page of sessions, newest first, of all workflows or of one. */
export const viewSessions = defineInternalCommand({
  id: 'viewSessions',
  permission: 'workflows.read',
  effect: 'reads',
  input: z.object({
    workflow: idInPath.optional(),
    state: z.enum(ATTEMPT_STATES).optional(),
    before: cursor,
    after: cursor,
  }),
  async run({ workflow, ...query }, runtime) {
    const { workflowViews, workflowProjects } = runtime;
    const page = (options: { limit: number; before?: number | undefined; after?: number | undefined }) =>
      workflowViews.sessions({ workflow, state: query.state, ...options });
    const rows = await page({ ...query, limit: SESSIONS_PER_PAGE });
    const first = rows[0]?.id;
    const last = rows.at(-1)?.id;
    return {
      sessions: await Promise.all(rows.map((row) => sessionView(row, runtime))),
      newerAfter: first !== undefined && (await page({ limit: 1, after: first })).length > 0 ? first : undefined,
      olderBefore: last !== undefined && (await page({ limit: 1, before: last })).length > 0 ? last : undefined,
      counts: await workflowViews.sessionCounts(workflow),
      workflow: workflow === undefined ? undefined : await workflowProjects.workflow(workflow),
    };
  },
});

/** The current state of listed sessions. Those that have been deleted are left out. */
export const viewSessionsAgain = defineInternalCommand({
  id: 'viewSessionsAgain',
  permission: 'workflows.read',
  effect: 'reads',
  input: z.object({ ids: z.array(z.int()).max(SESSIONS_PER_PAGE) }),
  async run({ ids }, runtime) {
    const rows = await runtime.workflowViews.sessionsOf(ids);
    return Promise.all(rows.map((row) => sessionView(row, runtime)));
  },
});

async function sessionView(
  row: { id: number; attempts: number; first: number; latest: number },
  runtime: Runtime,
): Promise<SessionView> {
  const { workflowAttempts, clock } = runtime;
  return {
    id: row.id,
    attempts: row.attempts,
    at: clock.now(),
    origin: await originView(runtime, await workflowAttempts.get(row.first)),
    latest: await attemptSummary(runtime, await workflowAttempts.get(row.latest)),
  };
}

export const viewAttempt = defineInternalCommand({
  id: 'viewAttempt',
  permission: 'workflows.read',
  effect: 'reads',
  input: attempt,
  run: async ({ attempt: id }, runtime) => attemptView(runtime, await runtime.workflowAttempts.get(id)),
});

/** An attempt with the tasks that changed since the answer that had the version `after`, by default all tasks. */
export const viewAttemptTasks = defineInternalCommand({
  id: 'viewAttemptTasks',
  permission: 'workflows.read',
  effect: 'reads',
  input: attempt.extend({ after: z.coerce.number().int().min(-1).default(-1) }),
  async run({ attempt: id, after }, runtime, actor) {
    // The attempt is read before its tasks: if it has ended, the tasks that are read afterwards are final.
    const view = await attemptView(runtime, await runtime.workflowAttempts.get(id));
    const { version, tasks } = await runtime.workflowViews.changes(view.id, after);
    const shown = forActor(actor, tasks.map(taskView), (all) => all.map(concealTask));
    return { attempt: view, version, tasks: shown } satisfies TaskChanges;
  },
});

/** The newest attempts of an attempt's session, newest first. */
export const viewAttemptsOfSession = defineInternalCommand({
  id: 'viewAttemptsOfSession',
  permission: 'workflows.read',
  effect: 'reads',
  input: attempt,
  async run({ attempt: id }, runtime) {
    const { session } = await runtime.workflowAttempts.get(id);
    const attempts = await runtime.workflowAttempts.list({ session: session.id, limit: 100 });
    const summaries = attempts.map(async (listed) => ({
      ...(await attemptSummary(runtime, listed)),
      tasks: await runtime.workflowViews.counts(listed.id),
    }));
    return Promise.all(summaries);
  },
});

export const viewTaskDetails = defineInternalCommand({
  id: 'viewTaskDetails',
  permission: 'workflows.read',
  effect: 'reads',
  input: task,
  run: async ({ attempt: id, task: taskId }, runtime, actor) =>
    forActor(actor, await taskDetails(runtime, await runtime.workflowAttempts.get(id), taskId), concealDetails),
});

export const showTaskParameters = defineInternalCommand({
  id: 'showTaskParameters',
  permission: 'values.show',
  effect: 'shows',
  input: task,
  run: async ({ attempt: id, task: taskId }, runtime) =>
    taskParameters(runtime, await runtime.workflowAttempts.get(id), taskId),
});

const logQuery = attempt.extend({ task: z.string().max(1000).optional(), locale: z.enum(LOCALES) });

/** Lines of an attempt's log, of all tasks or of one task and those below it. They may contain customer values. */
export const viewAttemptLog = defineInternalCommand({
  id: 'viewAttemptLog',
  permission: 'values.show',
  effect: 'shows',
  input: logQuery.extend({
    level: z.enum(LOG_LEVELS),
    text: z.string(),
    before: cursor,
    after: cursor,
    limit: z.coerce.number().int().min(1).max(MAX_LINES).default(MAX_LINES),
  }),
  async run({ attempt: id, task: name, limit, locale, ...query }, runtime) {
    const { names, options } = await attemptLog(runtime, id, name);
    // Both name and text are searched, because the page shows both.
    const textOf = (line: AttemptLogLine) => `${names.get(line.task) ?? ''}\n${lineText(line, locale)}`;
    const { lines, ...cursors } = await readLog({ ...options, textOf }, id, query, limit);
    const rows = lines.map((line): AttemptLogRow => {
      const { message: _, ...withoutMessage } = line;
      return { ...withoutMessage, text: lineText(line, locale), name: names.get(line.task) ?? '' };
    });
    return { lines: rows, ...cursors };
  },
});

/** The names of the tasks that have logged something. */
export const viewLoggedTasks = defineInternalCommand({
  id: 'viewLoggedTasks',
  permission: 'workflows.read',
  effect: 'reads',
  input: attempt,
  async run({ attempt: id }, { workflowAttempts, workflowViews }, actor) {
    await workflowAttempts.get(id); // throws if unknown
    const names = new Map((await workflowAttempts.tasks(id)).map((listed) => [listed.id, listed.fullName]));
    const logged = (await workflowViews.loggedTasks(id)).flatMap((taskId) => names.get(taskId) ?? []);
    return [...new Set(forActor(actor, logged, (all) => all.map(nameWithoutValues)))];
  },
});

/** The log as text, with the name of the task above each line. What a task prints is not translated. */
export const downloadAttemptLog = defineInternalCommand({
  id: 'downloadAttemptLog',
  permission: 'values.show',
  effect: 'downloads',
  input: logQuery,
  async run({ attempt: id, task: name, locale }, runtime) {
    const { names, options } = await attemptLog(runtime, id, name);
    const textOf = (line: AttemptLogLine) => `${names.get(line.task) ?? ''}\n${lineText(line, locale)}`;
    return { content: Readable.from(logText({ ...options, textOf }, id)), name: `attempt-${id}-log.txt` };
  },
});

/** The text of a line in the language of the person; what a task prints is not translated. */
function lineText({ text, message }: AttemptLogLine, locale: Locale): string {
  return message ? translate('workflow-log', message.code, message.params, locale) : text;
}

async function attemptLog({ workflowAttempts, workflowViews }: Runtime, id: number, name: string | undefined) {
  await workflowAttempts.get(id); // throws if unknown
  const tasks = await workflowAttempts.tasks(id);
  const taskIds = name === undefined ? undefined : tasks.filter((listed) => isNamed(listed, name)).map(({ id }) => id);
  if (taskIds?.length === 0) throw new UserError('workflow_task_unknown', { name: name ?? '' });
  const options: ReadLogOptions<AttemptLogLine> = {
    log: { page: async (attempt, page) => (await workflowViews.logPage(attempt, page, taskIds)).lines },
    textOf: ({ text }) => text,
  };
  return { names: new Map(tasks.map((listed) => [listed.id, listed.fullName])), options };
}
