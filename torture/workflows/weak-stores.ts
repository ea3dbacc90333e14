import type { TaskRecord } from '#lib/core/workflow/attempt/task-record.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import type { Verdict } from './verdict.ts';

interface WeakStore {
  /** The fault that it causes. */
  readonly fault: keyof Verdict;
  weaken(runtime: Runtime): void;
}

/** Faulty stores, to prove that the comparison detects their faults. */
export const weakStores: Readonly<Record<string, WeakStore>> = {
  /** Runs an attempt from its beginning after each crash. */
  forgetful: { fault: 'twice', weaken: (runtime) => changeTakenOver(runtime, () => []) },

  /** Does not know which jobs its tasks have submitted. */
  without_keys: {
    fault: 'jobsTwice',
    weaken(runtime) {
      const forget = (task: TaskRecord) => (task.endedAt === null ? { ...task, stateParams: {} } : task);
      changeTakenOver(runtime, (tasks) => tasks.map(forget));
      const { newJobs } = runtime;
      const createQuery = newJobs.createQuery.bind(newJobs);
      newJobs.createQuery = (job) => createQuery({ ...job, query: { ...job.query, domainKey: null } });
    },
  },
};

/** Changes the tasks that a process reads of an attempt it has claimed, until the process saves one of them. */
function changeTakenOver(
  { workflowAttempts }: Runtime,
  change: (tasks: readonly TaskRecord[]) => readonly TaskRecord[],
): void {
  const claim = workflowAttempts.claim.bind(workflowAttempts);
  const tasks = workflowAttempts.tasks.bind(workflowAttempts);
  const save = workflowAttempts.save.bind(workflowAttempts);
  const takenOver = new Set<number>();
  workflowAttempts.claim = async (id, owner) => {
    const isClaimed = await claim(id, owner);
    if (isClaimed) takenOver.add(id);
    return isClaimed;
  };
  workflowAttempts.tasks = async (id) => (takenOver.has(id) ? change(await tasks(id)) : tasks(id));
  workflowAttempts.save = (id, ...args) => {
    takenOver.delete(id);
    return save(id, ...args);
  };
}
