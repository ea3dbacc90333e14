// Executes one job as the product does, and kills itself at the Nth operation of a kind: JOB KIND N.
import { systemClock } from '#lib/adapters/system/clock.ts';
import { readEnv } from '#lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/delivery/stops.ts';
import { claimAndExecute } from '#lib/runtime/execute.ts';
import { openRuntimeOn, skippingPlatform } from '../kit/platform.ts';
import { FaultPlan, type Kind } from './fault-plan.ts';
import { faultyPlatform, faultyRuntime } from './faulty-parts.ts';

class CrashPlan extends FaultPlan {
  override shouldFail(kind: Kind): boolean {
    if (super.shouldFail(kind)) process.kill(process.pid, 'SIGKILL');
    return false;
  }
}

const [job = '', kind = '', at = ''] = process.argv.slice(2);
const plan = new CrashPlan(kind as Kind, Number(at));
const platform = faultyPlatform({ ...skippingPlatform(), clock: systemClock }, plan);
const runtime = faultyRuntime(await openRuntimeOn(readEnv(), platform), plan);
plan.arm();
const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
await claimAndExecute(runtime, Number(job), ['queued'], interrupt);
await runtime.close();
process.exit(0);
