// Executes one job as the product does, and suspends itself by SIGSTOP after its Nth committed intent: JOB N.
import { readEnv } from '#lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/delivery/stops.ts';
import { claimAndExecute } from '#lib/runtime/execute.ts';
import { openRuntime } from '#lib/runtime/runtime.ts';
import { withOverrides } from '../control/weak-ledgers.ts';

const [job = '', nth = ''] = process.argv.slice(2);
const runtime = await openRuntime(readEnv(), 'zombie');
const claim = runtime.jobClaims.claim.bind(runtime.jobClaims);
runtime.jobClaims.claim = async (...args) => {
  const ledger = await claim(...args);
  if (!ledger) return ledger;
  let intents = 0;
  const suspendingLedger = withOverrides(ledger, {
    recordIntent: async (...intent) => {
      const batch = await ledger.recordIntent(...intent);
      intents += 1;
      if (intents === Number(nth)) process.kill(process.pid, 'SIGSTOP');
      return batch;
    },
  });
  return suspendingLedger as typeof ledger;
};
const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
await claimAndExecute(runtime, Number(job), ['queued'], interrupt);
await runtime.close();
process.exit(0);
