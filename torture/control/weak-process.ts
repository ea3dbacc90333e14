// Executes one job as the product does, but with a faulty ledger: LEDGER JOB.

import { isFinal } from '#lib/core/job/job.ts';
import { readEnv } from '#lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/delivery/stops.ts';
import { jobOf } from '#lib/operations/jobs/control-job.ts';
import { requeueJob } from '#lib/operations/jobs/requeue-job.ts';
import { claimAndExecute } from '#lib/runtime/execute.ts';
import { openRuntime } from '#lib/runtime/runtime.ts';
import { weakLedgers } from './weak-ledgers.ts';

const [name = '', job = ''] = process.argv.slice(2);
const weaken = weakLedgers[name];
if (!weaken) throw new Error(`There is no ledger ${name}.`);

const runtime = await openRuntime(readEnv(), 'control');
const claim = runtime.jobClaims.claim.bind(runtime.jobClaims);
runtime.jobClaims.claim = async (...args) => {
  const ledger = await claim(...args);
  return ledger && (weaken(ledger) as typeof ledger);
};
const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
const stateNow = async () => (await jobOf(runtime, Number(job))).state;
// The lease of the killed process has to expire first.
for (let state = await stateNow(); !isFinal(state); state = await stateNow()) {
  // A job whose processes died three times without progress pauses; here it is resumed each time.
  if (state === 'paused') await requeueJob(runtime, Number(job));
  await claimAndExecute(runtime, Number(job), ['queued', 'running'], interrupt);
  await runtime.clock.sleep(100, interrupt.signal);
}
await runtime.close();
process.exit(0);
