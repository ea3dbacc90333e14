import { perform } from '../api/perform.ts';
import type { AnswerOf, InputOf, Route } from '../api/route.ts';
import { describeJob } from '../api/shapes/job.ts';
import { uploadOf } from '../core/job.ts';
import type { JobObject } from '../core/job-object.ts';
import type { Row } from '../core/row.ts';
import { jobOf, resumeJob, seeThrough } from '../operations/control-job.ts';
import { readableUpload } from '../operations/readable-upload.ts';
import { controlOf } from '../runtime/execute.ts';
import type { Runtime } from '../runtime.ts';
import type { Asked, Product, QueryResult } from './product.ts';

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

  async resultOf(job: number): Promise<QueryResult> {
    const upload = await readableUpload(this.#runtime, uploadOf(jobOf(this.#runtime, job)));
    const { header, rows } = this.#runtime.rowsOf(upload);
    return { header, records: cellsOf(rows(upload.start)) };
  }

  async resume(job: number, interrupt: AbortSignal): Promise<JobObject> {
    return describeJob(await resumeJob(controlOf(this.#runtime), job, interrupt), this.#runtime);
  }
}

async function* cellsOf(blocks: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly string[]> {
  for await (const block of blocks) for (const { cells } of block) yield cells;
}
