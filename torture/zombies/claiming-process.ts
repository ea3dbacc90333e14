// Executes the jobs that it can claim, in random order, and prints their ids: SEED JOB…
import { machineFaultOf } from '#lib/core/machine-fault.ts';
import { readEnv } from '#lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/delivery/stops.ts';
import { claimAndExecute } from '#lib/runtime/execute.ts';
import { openRuntime } from '#lib/runtime/runtime.ts';
import { Random } from '../kit/random.ts';

const [seed = '', ...jobs] = process.argv.slice(2);
const runtime = await openRuntime(readEnv(), 'claimant');
const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
const claimed: number[] = [];
for (const job of new Random(seed).shuffle(jobs.map(Number))) {
  if (await claim(job)) claimed.push(job);
}
await runtime.close();
process.stdout.write(JSON.stringify(claimed), () => process.exit(0));

/** With too many concurrent writers, the database may stay busy: the claim is retried, as in a worker. */
async function claim(job: number): Promise<boolean> {
  for (;;) {
    try {
      return await claimAndExecute(runtime, job, ['queued'], interrupt);
    } catch (error) {
      if (machineFaultOf(error) !== 'database_busy') throw error;
      await runtime.clock.sleep(100, interrupt.signal);
    }
  }
}
