// Executes one job as the product does, and kills itself at the Nth deed of a kind: JOB KIND N.
import { systemClock } from '#lib/adapters/system/clock.ts';
import { readEnv } from '#lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '#lib/operations/delivery/stops.ts';
import { claimAndExecute } from '#lib/runtime/execute.ts';
import { hastyMachine, openRuntimeOn } from '../kit/machine.ts';
import { FaultPlan, type Kind } from './fault-plan.ts';
import { faultyMachine, faultyRuntime } from './faulty-parts.ts';

class Suicide extends FaultPlan {
  override strikes(kind: Kind): boolean {
    if (super.strikes(kind)) process.kill(process.pid, 'SIGKILL');
    return false;
  }
}

const [job = '', kind = '', at = ''] = process.argv.slice(2);
const plan = new Suicide(kind as Kind, Number(at));
const machine = faultyMachine({ ...hastyMachine(), clock: systemClock }, plan);
const runtime = faultyRuntime(await openRuntimeOn(readEnv(), machine), plan);
plan.arm();
const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
await claimAndExecute(runtime, Number(job), ['queued'], interrupt);
await runtime.close();
process.exit(0);
