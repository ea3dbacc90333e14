import { addNextLink } from '../../api/next-link.ts';
import { runAudited } from '../../commands/audited/audited.ts';
import type { AnswerOf, Command, InputOf } from '../../commands/command.ts';
import { perform } from '../../commands/perform.ts';
import { resumeJob } from '../../commands/rows/jobs.ts';
import { describeJob } from '../../commands/shapes/job.ts';
import type { WorkflowAttemptObject } from '../../commands/shapes/workflow/attempt.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { followJob, resumeJob as resume } from '../../operations/jobs/control-job.ts';
import { controlOf } from '../../runtime/execute.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { shellActor } from '../../runtime/shell-actor.ts';
import type { CommandInput, Product } from './product.ts';

/**
 * The product on this machine's data folder, without a server. Jobs and attempts run in this process while no worker is
 * alive.
 */
export class LocalProduct implements Product {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async call<C extends Command>(command: C, input: InputOf<C>): Promise<AnswerOf<C>> {
    const answer = await perform(command, input, shellActor(), this.#runtime, { isText: true });
    // Imported only for a list with a further page, because the routes load all commands.
    const routeOf = async () => (await import('../../api/routes.ts')).routeOf(command);
    return (await addNextLink(answer, input as CommandInput, routeOf)) as AnswerOf<C>;
  }

  async waitForJob(job: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<JobObject> {
    return describeJob(await followJob(controlOf(this.#runtime), job, interrupt, deadline), this.#runtime);
  }

  async resume(job: number, interrupt: AbortSignal): Promise<JobObject> {
    // `resumeJob` itself only queues the job, in one transaction. Here the job may also run.
    const command = { ...resumeJob, effect: 'changesInSteps' } as const;
    const audit = { actor: shellActor(), auditLog: this.#runtime.auditLog };
    const run = () => resume(controlOf(this.#runtime), job, interrupt);
    return describeJob(await runAudited(command, { job }, audit, run), this.#runtime);
  }

  async waitForAttempt(id: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<WorkflowAttemptObject> {
    const [{ followAttempt }, { attemptControlOf }, { workflowAttemptObject }] = await loadWorkflows();
    const signal = deadline ? AbortSignal.any([interrupt, deadline]) : interrupt;
    return workflowAttemptObject(await followAttempt(attemptControlOf(this.#runtime), id, signal), this.#runtime);
  }
}

/** Modules that only the commands of workflows need. */
function loadWorkflows() {
  return Promise.all([
    import('../../operations/workflow/control-attempt.ts'),
    import('../../runtime/workflow/attempts.ts'),
    import('../../commands/shapes/workflow/attempt.ts'),
  ]);
}
