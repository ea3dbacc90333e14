import type { AnswerOf, InputOf, Route } from '../../api/route.ts';
import { runRoute } from '../../commands/perform.ts';
import { describeJob } from '../../commands/shapes/job.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { followJob, resumeJob } from '../../operations/jobs/control-job.ts';
import { controlOf } from '../../runtime/execute.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Product, RouteInput } from './product.ts';

/** The product on this machine's data folder, without a server. Jobs are executed in this process while no worker is alive. */
export class LocalProduct implements Product {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async call<R extends Route>(route: R, input: InputOf<R>): Promise<AnswerOf<R>> {
    return (await runRoute(route, input as RouteInput, this.#runtime)) as AnswerOf<R>;
  }

  async waitForJob(job: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<JobObject> {
    return describeJob(await followJob(controlOf(this.#runtime), job, interrupt, deadline), this.#runtime);
  }

  async resume(job: number, interrupt: AbortSignal): Promise<JobObject> {
    return describeJob(await resumeJob(controlOf(this.#runtime), job, interrupt), this.#runtime);
  }
}
