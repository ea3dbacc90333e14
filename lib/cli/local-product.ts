import { perform } from '../api/perform.ts';
import type { AnswerOf, InputOf, Route } from '../api/route.ts';
import { describeJob } from '../api/shapes/job.ts';
import type { JobObject } from '../core/view/job-object.ts';
import { resumeJob, seeThrough } from '../operations/jobs/control-job.ts';
import { controlOf } from '../runtime/execute.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Asked, Product } from './product.ts';

/** The data folder itself, no server needed: jobs are executed here while no worker is alive. */
export class LocalProduct implements Product {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async call<R extends Route>(route: R, asked: InputOf<R>): Promise<AnswerOf<R>> {
    return (await perform(route, asked as Asked, this.#runtime)) as AnswerOf<R>;
  }

  async seeThrough(job: number, interrupt: AbortSignal, deadline?: AbortSignal): Promise<JobObject> {
    return describeJob(await seeThrough(controlOf(this.#runtime), job, interrupt, deadline), this.#runtime);
  }

  async resume(job: number, interrupt: AbortSignal): Promise<JobObject> {
    return describeJob(await resumeJob(controlOf(this.#runtime), job, interrupt), this.#runtime);
  }
}
