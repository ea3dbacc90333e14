// Runs one attempt as a shell does, and dies whenever a job has stored its result but not ended: ATTEMPT.

import { readEnv } from '#lib/env.ts';
import { followAttempt } from '#lib/operations/workflow/control-attempt.ts';
import { openRuntime } from '#lib/runtime/runtime.ts';
import { attemptControlOf } from '#lib/runtime/workflow/attempts.ts';

const runtime = await openRuntime(readEnv(), 'torture');
const { jobClaims } = runtime;
const claim = jobClaims.claim.bind(jobClaims);
jobClaims.claim = async (...args) => {
  const ledger = await claim(...args);
  if (!ledger) return ledger;
  const adopt = ledger.adopt.bind(ledger);
  ledger.adopt = async (...upload) => {
    await adopt(...upload);
    process.kill(process.pid, 'SIGKILL');
    return new Promise<never>(() => {});
  };
  return ledger;
};
await followAttempt(attemptControlOf(runtime), Number(process.argv[2]), new AbortController().signal);
await runtime.close();
process.exit(0);
