import type { Findings } from '../kit/findings.ts';
import { upTo } from '../kit/lanes.ts';
import { Program } from '../kit/process.ts';
import type { Random } from '../kit/random.ts';
import { Stage } from '../kit/stage.ts';
import { makeJobs } from './make-jobs.ts';

const CLAIMANTS = 8;

/** Many processes want the same jobs, each in an order of its own. */
export async function claimTogether(
  findings: Findings,
  jobs: number,
  random: Random,
  folder: string,
  port: number,
): Promise<void> {
  const stage = await Stage.open({ folder, port });
  try {
    const ids = await makeJobs(stage.settings, jobs);
    const programs = upTo(CLAIMANTS).map(
      (index) =>
        new Program('torture/zombies/claiming-process.ts', [`${random.next()} ${index}`, ...ids.map(String)], {
          settings: stage.settings,
        }),
    );
    const ended = await Promise.all(programs.map((program) => program.ended));
    const claims = ended.flatMap(({ out, err }) => {
      if (out === '') throw new Error(err);
      return JSON.parse(out) as number[];
    });
    await stage.sandbox.received.update();
    const states = (await stage.pintd.list(jobs)).filter(({ status }) => status !== 'success');
    findings.equal(`claims of ${jobs} jobs by ${CLAIMANTS} processes`, claims.length, jobs);
    findings.equal('jobs that were claimed', new Set(claims).size, jobs);
    findings.equal('calls for them, one each', stage.sandbox.received.calls.length, jobs);
    findings.none(
      'jobs that did not end in success',
      states.map(({ job_id, status }) => `job ${job_id}: ${status}`),
    );
  } finally {
    await stage.close();
  }
}
