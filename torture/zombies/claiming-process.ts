// Executes whichever of these jobs it gets, in an order of its own: SEED JOB… Prints the jobs that it got.
import { readEnv } from '#lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/execute-job.ts';
import { claimAndExecute, openRuntime } from '#lib/runtime.ts';
import { Random } from '../kit/random.ts';

const [seed = '', ...jobs] = process.argv.slice(2);
const runtime = await openRuntime(readEnv(), 'claimant');
const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
const claimed: number[] = [];
for (const job of new Random(seed).shuffle(jobs.map(Number))) {
  if (await claimAndExecute(runtime, job, ['queued'], interrupt)) claimed.push(job);
}
await runtime.close();
process.stdout.write(JSON.stringify(claimed), () => process.exit(0));
