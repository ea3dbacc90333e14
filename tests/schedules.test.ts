import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../lib/core/errors.ts';
import type { Job } from '../lib/core/job/job.ts';
import { MachineError } from '../lib/core/machine-fault.ts';
import { INITIAL_SCHEDULE, type ScheduleChoice } from '../lib/core/schedule/schedule.ts';
import { plannedTimes } from '../lib/core/schedule/timetable.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { runPlannedTimes, runSavedQuery } from '../lib/operations/queries/run-saved-query.ts';
import { saveQuery } from '../lib/operations/queries/save-query.ts';
import { planDueRuns } from '../lib/operations/schedules/plan-due-runs.ts';
import { scheduleQuery, setSchedulePaused, unscheduleQuery } from '../lib/operations/schedules/schedule-query.ts';
import { controlOf } from '../lib/runtime/execute.ts';
import { SYSTEM_PLATFORM } from '../lib/runtime/platform.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { planOptions } from '../lib/runtime/schedules.ts';
import { sweepsOf } from '../lib/runtime/sweeps.ts';
import { type Crash, crashingPlatform } from './kit/crashing-platform.ts';
import { openElsewhere, settingsOf } from './kit/elsewhere.ts';
import { testOfSqlite } from './kit/postgresql.ts';
import { ACCOUNT, startProduct, validLines } from './kit/product.ts';
import { clockAt, END_JOBS, endJobs, jobsOfUpload, planAll, plannedOutcomes } from './kit/schedules.ts';

/** Schedules on a real database, with a clock set by the tests. */

const utc = (text: string) => Date.parse(`${text}Z`);
const HOUR_MS = 3_600_000;
const QUERY = { name: 'Daily sales', database: 'shop', engine: 'duckdb', sql: 'SELECT 1' };

/** A product with a scheduled query, and a clock that starts at `at`. */
async function startScheduled(change: Partial<ScheduleChoice> = {}, at = utc('2026-11-25T10:00')) {
  const product = await startProduct();
  const upload = await product.upload(validLines(1));
  const clock = clockAt(at);
  const runtime = await openRuntime(product.runtime.env, 'test', { ...SYSTEM_PLATFORM, clock });
  await runtime.workbench.createDatabase(QUERY.database);
  const query = await saveQuery(runtime, QUERY);
  const makeJob = jobsOfUpload(runtime, upload.id);
  const schedule = (input: Partial<ScheduleChoice>) =>
    scheduleQuery(runtime, query.id, { ...INITIAL_SCHEDULE, cron: '@hourly', ...input });
  await schedule(change);
  return {
    runtime,
    clock,
    makeJob,
    schedule,
    upload,
    queryId: query.id,
    /** Sets the clock, and plans due runs. */
    async planAt(time: string) {
      clock.time = utc(`2026-11-${time}`);
      await planAll(runtime, makeJob);
    },
    outcomes: () => plannedOutcomes(runtime),
    countJobs: async () => (await runtime.jobs.list({ limit: 1000 })).length,
  };
}

describe('a planned time', () => {
  test('creates one job, however often due runs are planned', async () => {
    const { planAt, outcomes, countJobs } = await startScheduled();
    for (const time of ['25T10:59:59', '25T11:00', '25T11:00:01', '25T11:59']) await planAt(time);
    expect(await outcomes()).toEqual(['11-25T11:00 started']);
    expect(await countJobs()).toBe(1);
  });

  test('starts after its delay, with the same planned time', async () => {
    const { planAt, outcomes, countJobs } = await startScheduled({ delaySeconds: 300 });
    await planAt('25T11:04:59');
    expect(await countJobs()).toBe(0);
    await planAt('25T11:05');
    expect(await outcomes()).toEqual(['11-25T11:00 started']);
  });

  test('gives its job the planned time, not the time at which the job starts', async () => {
    const { runtime, clock, makeJob } = await startScheduled({ delaySeconds: 300 });
    const plannedTimesSeen: number[] = [];
    clock.time = utc('2026-11-25T11:07');
    await planAll(runtime, async (query, plannedAt) => {
      plannedTimesSeen.push(plannedAt);
      return makeJob(query, plannedAt);
    });
    expect(plannedTimesSeen).toEqual([utc('2026-11-25T11:00')]);
  });

  test('is refused once if its job cannot be created, and the next planned time runs', async () => {
    const { runtime, clock, makeJob, outcomes, planAt, countJobs } = await startScheduled();
    const failWith = (error: Error) => async (query: Parameters<typeof makeJob>[0], plannedAt: number) => {
      await makeJob(query, plannedAt);
      throw error;
    };
    clock.time = utc('2026-11-25T11:00');
    await planAll(runtime, failWith(new UserError('database_required')));
    clock.time = utc('2026-11-25T12:00');
    await planAll(runtime, failWith(new Error('a bug')));
    expect(await countJobs()).toBe(0);
    await planAt('25T13:00');
    expect(await outcomes()).toEqual([
      '11-25T11:00 refused database_required',
      '11-25T12:00 refused job_not_made',
      '11-25T13:00 started',
    ]);
  });

  test('without a job is deleted after 90 days, unless it waits for one', async () => {
    const { planAt, outcomes, runtime, clock, schedule, queryId } = await startScheduled();
    await planAt('25T11:00');
    await planAt('25T12:00');
    await schedule({ overlap: 'queue' });
    await planAt('25T13:00');
    const [started, skipped, waiting] = ['11-25T11:00 started', '11-25T12:00 skipped overlap', '11-25T13:00 waiting'];
    const sweepAt = async (time: number) => {
      clock.time = time;
      for (const { name, run } of sweepsOf(runtime)) if (name === 'planned_runs') await run();
    };
    await sweepAt(utc('2026-11-25T12:00') + 90 * 24 * HOUR_MS);
    expect(await outcomes()).toEqual([started, skipped, waiting]);
    await sweepAt(utc('2026-11-25T12:00') + 90 * 24 * HOUR_MS + 1);
    expect(await outcomes()).toEqual([started, waiting]);
    expect((await runtime.plannedRuns.queryOfJob(1))?.name).toBe(QUERY.name);
    // The 90 days of a run that waited count from when it was skipped.
    const skippedAt = clock.time;
    await unscheduleQuery(runtime, queryId);
    await sweepAt(skippedAt + 90 * 24 * HOUR_MS);
    expect(await outcomes()).toEqual([started, '11-25T13:00 skipped unscheduled']);
    await sweepAt(skippedAt + 90 * 24 * HOUR_MS + 1);
    expect(await outcomes()).toEqual([started]);
  });

  test('runs at its time although the clock was days ahead before, but not if it ran while the clock was ahead', async () => {
    const { planAt, outcomes, runtime, clock } = await startScheduled();
    await planAt('29T12:00');
    const runOfFuture = '11-29T12:00 started missed since 11-25T11:00';
    expect(await outcomes()).toEqual([runOfFuture]);
    await endJobs(runtime);
    clock.time = utc('2026-11-25T10:30');
    for (const { name, run } of sweepsOf(runtime)) if (name === 'schedules') await run();
    await planAt('25T10:59:59');
    await planAt('25T11:00');
    await endJobs(runtime);
    await planAt('29T12:00:30');
    expect((await outcomes()).toSorted()).toEqual(['11-25T11:00 started', runOfFuture]);
  });

  test('stays due if its job could not be written', async () => {
    const { runtime, clock, outcomes, planAt } = await startScheduled();
    clock.time = utc('2026-11-25T11:00');
    const failWithFullDisk = async () => {
      throw new MachineError('disk_full', new Error('full'));
    };
    await expect(() => planAll(runtime, failWithFullDisk)).rejects.toThrow('full');
    expect(await outcomes()).toEqual([]);
    await planAt('25T11:00:02');
    expect(await outcomes()).toEqual(['11-25T11:00 started']);
  });
});

describe('missed planned times', () => {
  test('are made up for by one run', async () => {
    const { planAt, outcomes, runtime } = await startScheduled();
    await planAt('26T03:20');
    await endJobs(runtime);
    await planAt('26T04:00');
    expect(await outcomes()).toEqual(['11-26T03:00 started missed since 11-25T11:00', '11-26T04:00 started']);
  });

  test('are skipped if that is the policy', async () => {
    const { planAt, outcomes } = await startScheduled({ missed: 'skip' });
    await planAt('26T03:20');
    await planAt('26T04:00:30');
    expect(await outcomes()).toEqual(['11-26T03:00 skipped missed missed since 11-25T11:00', '11-26T04:00 started']);
  });
});

describe('a planned time during an unfinished run', () => {
  test('is skipped, with the unfinished job as reason', async () => {
    const { planAt, outcomes, runtime } = await startScheduled();
    await planAt('25T11:00');
    await planAt('25T12:00');
    await endJobs(runtime);
    await planAt('25T13:00');
    expect(await outcomes()).toEqual(['11-25T11:00 started', '11-25T12:00 skipped overlap', '11-25T13:00 started']);
    expect((await runtime.plannedRuns.list({ kind: 'query', id: 1 }, { limit: 3 }))[1]?.problem?.params).toEqual({
      job: 1,
    });
  });

  test('waits if that is the policy; runs start one after the other with their planned times', async () => {
    const { planAt, outcomes, runtime } = await startScheduled({ overlap: 'queue' });
    for (const time of ['25T11:00', '25T12:00', '25T13:00']) await planAt(time);
    expect(await outcomes()).toEqual(['11-25T11:00 started', '11-25T12:00 waiting', '11-25T13:00 waiting']);
    await endJobs(runtime);
    await planAt('25T13:10');
    expect((await outcomes())[1]).toBe('11-25T12:00 started');
    await planAt('25T13:11');
    expect((await outcomes())[2]).toBe('11-25T13:00 waiting');
    await endJobs(runtime);
    await planAt('25T14:00');
    expect((await outcomes()).slice(2)).toEqual(['11-25T13:00 started', '11-25T14:00 waiting']);
  });

  test('starts if the job of that run was killed', async () => {
    const { planAt, outcomes, runtime } = await startScheduled();
    await planAt('25T11:00');
    await stopJob(controlOf(runtime), 1, 'kill');
    await planAt('25T12:00');
    expect(await outcomes()).toEqual(['11-25T11:00 started', '11-25T12:00 started']);
  });
});

describe('a person', () => {
  test('pauses a schedule: times during the pause are not made up for', async () => {
    const { planAt, outcomes, runtime, clock } = await startScheduled();
    await setSchedulePaused(runtime, 1, true);
    await planAt('25T13:30');
    expect(await outcomes()).toEqual([]);
    expect(await runtime.schedules.due()).toEqual([]);
    await setSchedulePaused(runtime, 1, false);
    await planAt('25T13:31');
    expect(await outcomes()).toEqual([]);
    clock.time = utc('2026-11-25T14:00');
    await planAt('25T14:00');
    expect(await outcomes()).toEqual(['11-25T14:00 started']);
  });

  test('removes a schedule, whose waiting runs are then skipped', async () => {
    const { planAt, outcomes, runtime } = await startScheduled({ overlap: 'queue' });
    await planAt('25T11:00');
    await planAt('25T12:00');
    expect((await unscheduleQuery(runtime, 1)).schedule).toBeNull();
    await endJobs(runtime);
    await planAt('25T13:00');
    expect(await outcomes()).toEqual(['11-25T11:00 started', '11-25T12:00 skipped unscheduled']);
  });

  test('changes the cron: decided planned times do not repeat', async () => {
    const { planAt, outcomes, schedule, clock, runtime } = await startScheduled();
    await planAt('25T11:00');
    await endJobs(runtime);
    clock.time = utc('2026-11-25T10:50');
    await schedule({ cron: '0 * * * *' });
    await planAt('25T11:00');
    await planAt('25T12:00');
    expect(await outcomes()).toEqual(['11-25T11:00 started', '11-25T12:00 started']);
  });

  test('cannot save a cron that never runs', async () => {
    const { schedule } = await startScheduled();
    await expect(() => schedule({ cron: '0 0 30 2 *' })).rejects.toThrow('cron_never');
  });

  test('runs a query manually; a planned time during that run waits if that is the policy', async () => {
    const { runtime, makeJob, planAt, outcomes } = await startScheduled({ overlap: 'queue' });
    expect(await runSavedQuery({ ...runtime, makeJob }, 1)).toEqual({ job: 1, plannedAt: utc('2026-11-25T10:00') });
    await planAt('25T11:00');
    expect(await outcomes()).toEqual(['11-25T10:00 manual 1 started', '11-25T11:00 waiting']);
  });

  test('repeats planned times without affecting the schedule', async () => {
    const { runtime, makeJob, planAt, outcomes } = await startScheduled();
    await planAt('25T11:00');
    const from = utc('2026-11-25T10:30');
    const repeat = () => runPlannedTimes({ ...runtime, makeJob }, 1, { from, count: 2 });
    expect((await repeat()).map(({ plannedAt }) => plannedAt)).toEqual([
      utc('2026-11-25T11:00'),
      utc('2026-11-25T12:00'),
    ]);
    await repeat();
    await endJobs(runtime);
    await planAt('25T12:00');
    expect(await outcomes()).toEqual([
      '11-25T11:00 started',
      '11-25T11:00 manual 1 started',
      '11-25T12:00 manual 1 started',
      '11-25T11:00 manual 2 started',
      '11-25T12:00 manual 2 started',
      '11-25T12:00 started',
    ]);
  });

  test('creates jobs for all requested planned times or none', async () => {
    const { runtime, makeJob, countJobs } = await startScheduled();
    let callCount = 0;
    const failing: typeof makeJob = async (...job) => {
      callCount += 1;
      if (callCount === 3) throw new UserError('database_required');
      return makeJob(...job);
    };
    await expect(() => runPlannedTimes({ ...runtime, makeJob: failing }, 1, { from: 0, count: 3 })).rejects.toThrow(
      'database_required',
    );
    expect(await countJobs()).toBe(0);
  });

  test('deletes a query and keeps its jobs', async () => {
    const { planAt, runtime, countJobs } = await startScheduled();
    await planAt('25T11:00');
    await runtime.queries.delete(1);
    await planAt('25T12:00');
    expect(await countJobs()).toBe(1);
    expect(await runtime.queries.list()).toEqual([]);
  });
});

describe('a saved query', () => {
  const input = {
    ...QUERY,
    name: 'Other',
    export: { authentication: 1, parameters: { ad_account_id: ACCOUNT } },
  };
  const save = (runtime: Runtime, change: object, id?: number) => saveQuery(runtime, { ...input, ...change }, id);

  test('is stored with export parameters checked by the connector', async () => {
    const { runtime } = await startScheduled();
    const { id } = await save(runtime, { priority: -2, retryLimit: 3 });
    expect(await runtime.queries.get(id)).toMatchObject({
      name: 'Other',
      sql: 'SELECT 1',
      priority: -2,
      retryLimit: 3,
      schedule: null,
      export: {
        authentication: 1,
        parameters: { ad_account_id: ACCOUNT, test_event: false },
        delivery: 'at_least_once',
      },
    });
    await save(runtime, { sql: 'SELECT 2', export: null }, id);
    expect(await runtime.queries.findByName('Other')).toMatchObject({ id, sql: 'SELECT 2', export: null });
  });

  test.each<[object, string]>([
    [{ name: 'Daily sales' }, 'query_name_taken'],
    [{ name: ' ' }, 'query_name_required'],
    [{ sql: '\n' }, 'query_empty'],
    [{ database: 'nowhere' }, 'database_unknown'],
    [{ priority: 3 }, 'number_out_of_range'],
    [{ export: { authentication: 99, parameters: {} } }, 'authentication_unknown'],
    [{ export: { authentication: 1, parameters: { ad_account_id: 'shop' } } }, 'ad_account_id_malformed'],
  ])('%j is refused: %s', async (change, code) => {
    const { runtime } = await startScheduled();
    await expect(() => save(runtime, change)).rejects.toThrow(code);
  });

  test('can be saved again under its name', async () => {
    const { runtime } = await startScheduled();
    expect(await save(runtime, { name: 'Daily sales', sql: 'SELECT 3' }, 1)).toMatchObject({ id: 1, sql: 'SELECT 3' });
  });

  test('prevents the deletion of its authentication', async () => {
    const { runtime } = await startScheduled();
    await save(runtime, {});
    await expect(() => runtime.authentications.delete(1)).rejects.toThrow('authentication_in_queries');
  });
});

describe('a scheduled run', () => {
  const SQL = `SELECT 'checkout' AS event_name, 'web' AS action_source, TD_SCHEDULED_TIME() - 7200 AS event_time,
    'e' || TD_TIME_FORMAT(TD_SCHEDULED_TIME(), 'yyyyMMddHH') AS event_id, 'a@mail.example' AS em`;

  async function startHourly(change: object) {
    const product = await startProduct();
    const { runtime } = product;
    await runtime.workbench.createDatabase('shop');
    const target = { authentication: 1, parameters: { ad_account_id: ACCOUNT } };
    const { id } = await saveQuery(runtime, { ...QUERY, sql: SQL, export: target, ...change });
    await scheduleQuery(runtime, id, { ...INITIAL_SCHEDULE, cron: '@hourly', delaySeconds: 60 });
    return {
      ...product,
      async runNext() {
        await runtime.clock.sleep(HOUR_MS + 60_000, new AbortController().signal);
        for (const query of await runtime.schedules.due()) await planDueRuns(planOptions(runtime), query);
        const [run] = await runtime.plannedRuns.list({ kind: 'query', id }, { limit: 1 });
        const job = (await runtime.jobs.find(run?.jobId ?? 0)) as Job;
        return { plannedAt: run?.plannedAt ?? 0, job: await product.run(job) };
      },
    };
  }

  test('sends the result of its query for the planned time', async () => {
    const { runNext, sandbox } = await startHourly({});
    const { plannedAt, job } = await runNext();
    expect(job).toMatchObject({ state: 'success', records: { read: 1, accepted: 1 } });
    const hour = new Date(plannedAt).toISOString().replaceAll(/\D/g, '').slice(0, 10);
    expect(await sandbox.events()).toMatchObject([
      { event: { event_id: `e${hour}`, event_time: plannedAt / 1000 - 7200 } },
    ]);
  });

  test('ends in error if its database was deleted', async () => {
    const { runNext, runtime } = await startHourly({});
    await runtime.workbench.deleteDatabase('shop');
    expect((await runNext()).job).toMatchObject({ state: 'error', error: { code: 'database_unknown' } });
  });
});

describe('a crash', () => {
  const outcomesOf = async (crashAt: Crash) => {
    const { runtime, clock, upload, outcomes, planAt, countJobs } = await startScheduled({ overlap: 'queue' });
    await planAt('25T11:00');
    await planAt('25T12:00');
    await endJobs(runtime);
    clock.time = utc('2026-11-25T13:00');
    const crashing = await openRuntime(runtime.env, 'crashing', crashingPlatform(clock, crashAt));
    try {
      await planAll(crashing, jobsOfUpload(crashing, upload.id));
    } catch {} // the simulated crash
    const atCrash = { outcomes: await outcomes(), jobs: await countJobs() };
    await planAt('25T13:00:05');
    return { atCrash, outcomes: await outcomes(), jobs: await countJobs() };
  };
  const decided = { outcomes: ['11-25T11:00 started', '11-25T12:00 started', '11-25T13:00 waiting'], jobs: 2 };
  const undecided = { outcomes: ['11-25T11:00 started', '11-25T12:00 waiting'], jobs: 1 };

  testOfSqlite('before the commit leaves everything undecided for the next process', async () => {
    expect(await outcomesOf({ atCommit: 1, moment: 'before' })).toEqual({ atCrash: undecided, ...decided });
  });

  testOfSqlite('after the commit leaves nothing to decide', async () => {
    expect(await outcomesOf({ atCommit: 1, moment: 'after' })).toEqual({ atCrash: decided, ...decided });
  });
});

test('concurrent processes create one job for each planned time', async () => {
  const { runtime, upload } = await startScheduled({ cron: '*/5 * * * *' });
  const range = [runtime.clock.now(), runtime.clock.now() + 24 * HOUR_MS, 60_000].map(String);
  const planner = () =>
    promisify(execFile)(
      process.execPath,
      [resolve(import.meta.dirname, 'kit/planning-process.ts'), String(upload.id), ...range],
      {
        env: { ...process.env, ...settingsOf(runtime) },
      },
    );
  await Promise.all([planner(), planner(), planner()]);
  const runs = await runtime.plannedRuns.list({ kind: 'query', id: 1 }, { limit: 1000 });
  const expected = plannedTimes({ cron: '*/5 * * * *', timeZone: 'UTC' }, Number(range[0]), (24 * 60) / 5);
  expect(runs.map(({ plannedAt }) => plannedAt).toSorted((a, b) => a - b)).toEqual(expected);
  const jobs = runs.flatMap(({ jobId }) => jobId ?? []);
  expect(new Set(jobs).size).toBe((await runtime.jobs.list({ limit: 1000 })).length);
});

// Only on SQLite: clock changes are computed without the database, and the previous test covers PostgreSQL.
testOfSqlite('each planned time of a year with clock changes has exactly one job', async () => {
  const start = utc('2026-01-01T00:00');
  const timeZone = 'America/New_York';
  const { runtime, clock, makeJob, schedule } = await startScheduled({}, start);
  await schedule({ cron: '30 1,2 * * *', timeZone });
  const expected = plannedTimes({ cron: '30 1,2 * * *', timeZone }, start, 731).filter(
    (time) => time <= start + 365 * 24 * HOUR_MS,
  );
  const { database, close } = await openElsewhere(runtime);
  onTestFinished(close);
  let mayHaveJobs = false;
  for (; clock.time <= start + 365 * 24 * HOUR_MS; clock.time += 30 * 60_000) {
    mayHaveJobs = (await planAll(runtime, makeJob)) || mayHaveJobs;
    if (clock.time % HOUR_MS !== 0 || !mayHaveJobs) continue;
    await database.run(END_JOBS);
    mayHaveJobs = false;
  }
  const runs = (await runtime.plannedRuns.list({ kind: 'query', id: 1 }, { limit: 1000 })).toReversed();
  expect(runs.map(({ plannedAt }) => plannedAt)).toEqual(expected);
  expect(new Set(runs.map(({ jobId }) => jobId)).size).toBe(expected.length);
});
