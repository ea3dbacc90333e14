import type { InOneTransaction } from '../../../core/transaction.ts';
import type { Attempt, AttemptRequest } from '../../../core/workflow/attempt/attempt.ts';
import type { TaskOutcome } from '../../../core/workflow/attempt/task-record.ts';
import { type ConfigMap, isMap } from '../../../core/workflow/config/config-node.ts';
import { VALUES } from '../../../core/workflow/definition/task.ts';
import { booleanValue, textValue } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import type { Workflow } from '../../../core/workflow/project.ts';
import { sessionOf } from './session-option.ts';
import { isGiven } from './td-options.ts';

export interface RequirePorts {
  readonly workflowProjects: { findWorkflow(project: number, name: string): Promise<Workflow | undefined> };
  readonly inOneTransaction: InOneTransaction;
  readonly workflowAttempts: {
    get(id: number): Promise<Attempt>;
    create(request: AttemptRequest): Promise<Attempt>;
    /** The attempt of a session with this retry name; the newest attempt if the name is null. */
    find(workflow: number, sessionTime: number, retryName: string | null): Promise<Attempt | undefined>;
    /** All attempts of a session, newest first. */
    ofSession(workflow: number, sessionTime: number): Promise<readonly Attempt[]>;
    /** Whether a session ran so long ago that retention has deleted its attempts. */
    isForgotten(workflow: number, sessionTime: number): Promise<boolean>;
  };
  /** Runs an attempt in this process until it ends, if no worker does so. */
  readonly executeAttempt: (id: number, signal: AbortSignal) => Promise<unknown>;
}

const RERUNS = ['none', 'failed', 'all'];
const MAX_POLL_MS = 10_000;

/**
 * `require>` waits for another workflow of the project, in the same session or that of `session_time`, and starts it if
 * necessary. `rerun_on` decides whether a workflow that has already ended runs again.
 */
export function requireOperator(ports: RequirePorts): Operator<AbortSignal> {
  const { workflowAttempts } = ports;
  return async (run, signal) => {
    const { attempt, task, now } = run;
    const { attempt_id: awaitedId, start_as: startAs } = task.stateParams;
    const continueWith = (stateParams: ConfigMap): TaskOutcome => ({ kind: 'wait', untilMs: now, stateParams });
    if (typeof awaitedId === 'number') {
      await ports.executeAttempt(awaitedId, signal);
      return waitForAttempt(run, await workflowAttempts.get(awaitedId));
    }
    const request = await attemptRequestOf(ports, run);
    // The decision is stored before an attempt is started, so that after a crash the task finds the attempt.
    if (startAs === undefined) {
      const decision = await decide(ports, run, request);
      if (decision) return continueWith(decision);
      const workflow = textValue(run.command, 'require>');
      run.logMessage('session_forgotten', { workflow });
      return { kind: 'success' };
    }
    const retryName = typeof startAs === 'string' ? startAs : null;
    const required = await ports.inOneTransaction(
      async () =>
        (await workflowAttempts.find(request.workflow, request.sessionTime, retryName)) ??
        (await workflowAttempts.create({ ...request, retryName })),
    );
    if (required.id === attempt.id) throw new TaskError('a workflow cannot wait for itself');
    // If the attempt is not usable, a rehearsal of the session began after the decision, so the decision is made again.
    return continueWith(isUsable(required, attempt) ? { attempt_id: required.id } : {});
  };
}

/** Whether an attempt can wait for `required`. A real attempt cannot use a rehearsal, which sent to the sandbox. */
function isUsable(required: Attempt, { isSandbox }: Attempt): boolean {
  return isSandbox || !required.isSandbox;
}

/** The request for the first attempt of the session, or for the attempt that the task names. */
async function attemptRequestOf({ workflowProjects }: RequirePorts, run: TaskRun): Promise<AttemptRequest> {
  const { attempt, config, local } = run;
  const name = textValue(run.command, 'require>');
  const workflow = await workflowProjects.findWorkflow(attempt.project.id, name);
  if (!workflow) throw new TaskError(`the project has no workflow ${name}`);
  const nameOption = local['retry_attempt_name'];
  const retryName = isGiven(nameOption) ? textValue(nameOption, 'retry_attempt_name') : null;
  const params: ConfigMap = isMap(config['params']) ? { [VALUES]: config['params'] } : {};
  const { isSandbox } = attempt;
  const origin = { kind: 'task', attempt: attempt.id } as const;
  return { workflow: workflow.id, sessionTime: sessionOf(run), params, isSandbox, retryName, origin, succeeded: {} };
}

/**
 * Decides what the task keeps in its state parameters: the existing attempt, or the name of the attempt to start.
 * Undefined for a session that has run, but whose attempts are deleted: to run it again would do its work twice, which
 * the task must request by `rerun_on: all` or by naming an attempt.
 */
async function decide(
  { workflowAttempts }: RequirePorts,
  run: TaskRun,
  request: AttemptRequest,
): Promise<ConfigMap | undefined> {
  const { attempt, config, task } = run;
  const { workflow, sessionTime, retryName } = request;
  const rerunOn = textValue(config['rerun_on'] ?? 'none', 'rerun_on');
  if (!RERUNS.includes(rerunOn)) throw new TaskError(`rerun_on has to be one of ${RERUNS.join(', ')}`);
  const candidates = await candidatesFor(workflowAttempts, request);
  const existing = candidates.find((candidate) => isUsable(candidate, attempt));
  const ownName = `require-${attempt.id}-${task.id}-${task.retries}`;
  if (!existing) {
    const wouldRepeatWork =
      retryName === null && rerunOn !== 'all' && (await workflowAttempts.isForgotten(workflow, sessionTime));
    if (wouldRepeatWork) return undefined;
    if (candidates.length === 0) return { start_as: retryName };
    const sharedName = nameAfterRehearsal(retryName);
    return { start_as: candidates.some((candidate) => candidate.retryName === sharedName) ? ownName : sharedName };
  }
  if (existing.id === attempt.id) throw new TaskError('a workflow cannot wait for itself');
  const runsAgain = rerunOn === 'all' || (rerunOn === 'failed' && existing.state !== 'success');
  return existing.state === 'running' || !runsAgain ? { attempt_id: existing.id } : { start_as: ownName };
}

/**
 * The attempts of the session; if the task names an attempt, only that one and the real attempt that follows a
 * rehearsal with this name.
 */
async function candidatesFor(
  workflowAttempts: RequirePorts['workflowAttempts'],
  { workflow, sessionTime, retryName }: AttemptRequest,
): Promise<readonly Attempt[]> {
  if (retryName === null) return workflowAttempts.ofSession(workflow, sessionTime);
  const names = [retryName, nameAfterRehearsal(retryName)];
  const attempts = await Promise.all(names.map((name) => workflowAttempts.find(workflow, sessionTime, name)));
  return attempts.filter((attempt) => attempt !== undefined);
}

/**
 * The retry name of a real attempt if a rehearsal already has the name that the attempt would get. All tasks use the
 * same name, so that the attempt runs once.
 */
function nameAfterRehearsal(retryName: string | null): string {
  return retryName === null ? 'after-rehearsal' : `${retryName}-after-rehearsal`;
}

function waitForAttempt({ config, task, now }: TaskRun, { id, state, workflow }: Attempt): TaskOutcome {
  if (state === 'running') {
    const { polls } = task.stateParams;
    const pollCount = typeof polls === 'number' ? polls : 0;
    const untilMs = now + Math.min(1000 * 2 ** pollCount, MAX_POLL_MS);
    return { kind: 'wait', untilMs, stateParams: { ...task.stateParams, polls: pollCount + 1 } };
  }
  if (state !== 'success' && !booleanValue(config['ignore_failure'], 'ignore_failure'))
    throw new TaskError(`the workflow ${workflow.name} did not succeed (attempt ${id})`, { attempt_id: id });
  return { kind: 'success' };
}
