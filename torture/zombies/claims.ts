import { range } from '../kit/concurrency.ts';
import { Deployment } from '../kit/deployment.ts';
import type { Findings } from '../kit/findings.ts';
import { Program } from '../kit/process.ts';
import type { Random } from '../kit/random.ts';
import { createJobs } from './create-jobs.ts';

const PROCESSES = 8;

/** Many processes claim the same jobs, each in a different order. */
export async function claimConcurrently(
  findings: Findings,
  jobCount: number,
  random: Random,
  folder: string,
  port: number,
): Promise<void> {
  const deployment = await Deployment.open({ folder, port });
  try {
    const ids = await createJobs(deployment.settings, jobCount);
    const programs = range(PROCESSES).map(
      (index) =>
        new Program('torture/zombies/claiming-process.ts', [`${random.next()} ${index}`, ...ids.map(String)], {
          settings: deployment.settings,
        }),
    );
    const ended = await Promise.all(programs.map((program) => program.ended));
    const claims = ended.flatMap(({ out, err }) => {
      if (out === '') throw new Error(err);
      return JSON.parse(out) as number[];
    });
    await deployment.sandbox.received.update();
    const notSuccessful = (await deployment.pintd.list(jobCount)).filter(({ status }) => status !== 'success');
    findings.equal(`claims of ${jobCount} jobs by ${PROCESSES} processes`, claims.length, jobCount);
    findings.equal('jobs claimed', new Set(claims).size, jobCount);
    findings.equal('calls for these jobs, one each', deployment.sandbox.received.calls.length, jobCount);
    findings.none(
      'jobs that did not end in success',
      notSuccessful.map(({ job_id, status }) => `job ${job_id}: ${status}`),
    );
  } finally {
    await deployment.close();
  }
}
