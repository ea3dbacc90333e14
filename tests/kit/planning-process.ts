// node planning-process.ts UPLOAD FROM TO STEP: plans due runs at each step of its clock.
import { readEnv } from '../../lib/env.ts';
import { SYSTEM_PLATFORM } from '../../lib/runtime/platform.ts';
import { openRuntime } from '../../lib/runtime/runtime.ts';
import { openElsewhere } from './elsewhere.ts';
import { clockAt, END_JOBS, jobsOfUpload, planAll } from './schedules.ts';

const [upload = 0, from = 0, to = 0, step = 0] = process.argv.slice(2).map(Number);
const clock = clockAt(from);
const runtime = await openRuntime(readEnv(), 'planner', { ...SYSTEM_PLATFORM, clock, busyTimeoutMs: 10_000 });
const makeJob = jobsOfUpload(runtime, upload);
const { database, close } = await openElsewhere(runtime);
for (; clock.time <= to; clock.time += step) {
  if (await planAll(runtime, makeJob)) await database.run(END_JOBS);
}
await close();
await runtime.close();
