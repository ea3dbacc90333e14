import { userInfo } from 'node:os';
import { addNextLink } from '../../api/next-link.ts';
import { takesQuery } from '../../api/route.ts';
import { findRouteOf } from '../../api/routes.ts';
import type { AnswerOf, Command, InputOf } from '../../commands/command.ts';
import { perform } from '../../commands/perform.ts';
import { describeJob } from '../../commands/shapes/job.ts';
import { type WorkflowAttemptObject, workflowAttemptObject } from '../../commands/shapes/workflow/attempt.ts';
import type { Actor } from '../../core/access/permission.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { followJob, resumeJob } from '../../operations/jobs/control-job.ts';
import { followAttempt } from '../../operations/workflow/control-attempt.ts';
import { controlOf } from '../../runtime/execute.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { attemptControlOf } from '../../runtime/workflow/attempts.ts';
import type { CommandInput, Product } from './product.ts';

/** The product on this machine's data folder, without a server. Jobs and attempts run in this process while no worker is alive. */
export class LocalProduct implements Product {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async call<C extends Command>(command: C, input: InputOf<C>): Promise<AnswerOf<C>> {
    const route = findRouteOf(command);
    const options = { isText: route !== undefined && takesQuery(route) };
    const answer = await perform(command, input, shellActor(), this.#runtime, options);
    return route === undefined ? answer : (addNextLink(route, input as CommandInput, answer) as AnswerOf<C>);
  }

  async waitForJob(job: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<JobObject> {
    return describeJob(await followJob(controlOf(this.#runtime), job, interrupt, deadline), this.#runtime);
  }

  async resume(job: number, interrupt: AbortSignal): Promise<JobObject> {
    return describeJob(await resumeJob(controlOf(this.#runtime), job, interrupt), this.#runtime);
  }

  async waitForAttempt(id: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<WorkflowAttemptObject> {
    const signal = deadline ? AbortSignal.any([interrupt, deadline]) : interrupt;
    return workflowAttemptObject(await followAttempt(attemptControlOf(this.#runtime), id, signal), this.#runtime);
  }
}

/** A user who can read the data folder has the role of owner. */
function shellActor(): Actor {
  return { kind: 'shell', id: String(process.getuid?.() ?? userInfo().username), role: 'owner' };
}
