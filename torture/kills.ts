import { join } from 'node:path';
import { CliExecutor, ConsoleExecutor } from './kills/executors.ts';
import type { Executor, Kill, Phase, Victim } from './kills/kill.ts';
import { BATCH, CALLS_IN_FLIGHT, KillTest } from './kills/kill-test.ts';
import { killSmallJobs, killWhileSending, killWhileUploading } from './kills/rounds.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { mapConcurrently } from './kit/concurrency.ts';
import { Findings, type Row } from './kit/findings.ts';
import { faultsIn } from './kit/verdict.ts';

/**
 * SIGKILL at random instants to the console (parent, web process and worker at once), to the worker alone and to
 * `pintd` in the foreground, while a file is uploaded, read, sent and finished. Two data folders at a time: a restart
 * keeps a core busy, and its duration is measured.
 */
const TESTS = [
  { name: 'console-a', console: 'lib/start.ts' },
  { name: 'cli-a', console: 'lib/web/main.ts' },
  { name: 'console-b', console: 'lib/start.ts' },
  { name: 'cli-b', console: 'lib/web/main.ts' },
] as const;
const AT_A_TIME = 2;

const KILLS = 200;
const RECORDS = 100_000;
const MAX_RESUME_MS = 5000;

export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const kills = Math.max(4, Math.round((KILLS * scale) / TESTS.length));
  const killTests = await mapConcurrently(AT_A_TIME, [...TESTS.entries()], async ([index, { name, console }]) => {
    const options = { name, folder: join(folder, name), port: port + index, random: random.for(name), console };
    const killTest = await KillTest.open(options);
    try {
      await killInEveryPhase(killTest, kills, Math.round(RECORDS * Math.min(1, scale * 2)));
      return killTest;
    } finally {
      await killTest.close();
    }
  });
  return report(killTests, kills * TESTS.length);
}

async function killInEveryPhase(killTest: KillTest, killCount: number, recordCount: number): Promise<void> {
  const isConsole = killTest.options.console === 'lib/start.ts';
  const executor: Executor = isConsole
    ? new ConsoleExecutor(killTest.console, killTest.pintd)
    : new CliExecutor(killTest.pintd);
  const others = Math.max(1, Math.round(killCount / 8));
  try {
    await killWhileUploading(killTest, executor, others);
    await killSmallJobs(killTest, executor, 'parse', others);
    await killSmallJobs(killTest, executor, 'finish', others);
    await killWhileSending(killTest, executor, killCount - 3 * others, recordCount);
  } finally {
    await executor.stop();
  }
}

function report(killTests: readonly KillTest[], required: number): Row[] {
  const findings = new Findings('kills');
  const kills = killTests.flatMap((killTest) => killTest.kills).filter(({ phase }) => phase !== 'over');
  const verdicts = killTests.flatMap((killTest) => killTest.verdicts);
  findings.atLeast(`kills, by phase and by victim (${tally(kills)})`, kills.length, required);
  findings.atLeast('kills in the rarest phase or of the rarest victim', rarest(kills), Math.floor(required / 10));
  findings.note('jobs killed and compared with their files', verdicts.length);
  findings.none('records lost', faultsIn(verdicts, 'lost'));
  findings.none('counters that differ from the file, or jobs without success', faultsIn(verdicts, 'miscounted'));
  findings.none(
    'records missing, duplicated or wrong in the CSV of records that were not accepted',
    faultsIn(verdicts, 'misreported'),
  );
  findings.none('events repeated with different bytes', faultsIn(verdicts, 'changed'));
  findings.none('invalid records sent', faultsIn(verdicts, 'wronglySent'));
  findings.none('repeated events not counted in resent_after_unknown', faultsIn(verdicts, 'unreported'));
  findings.none(
    'jobs or calls for an incomplete upload',
    killTests.flatMap(({ halfUploads }) => halfUploads),
  );
  findings.note('maximum of records sent again after one kill', max(killTests.map((killTest) => killTest.mostResent)));
  findings.none(
    `kills after which more than ${CALLS_IN_FLIGHT} × ${BATCH} records were sent again`,
    killTests.flatMap(({ tooManyResent }) => tooManyResent),
  );
  for (const victim of VICTIMS) {
    const resumed = kills.flatMap((kill) => (kill.victim === victim ? (kill.resumedMs ?? []) : []));
    const figure = `slowest of ${resumed.length} resumes after a kill of ${victim}`;
    findings.atMost(figure, max(resumed) / 1000, MAX_RESUME_MS / 1000, ' s');
  }
  const checks = kills.flatMap(({ integrity }) => integrity ?? []);
  if (checks.length > 0)
    findings.none(
      `failed integrity checks, of ${checks.length}`,
      checks.filter((integrity) => integrity !== 'ok'),
    );
  const polls = killTests.reduce((sum, killTest) => sum + killTest.polls, 0);
  findings.none(
    `statuses with counters that do not add up, of ${polls}`,
    killTests.flatMap(({ badSums }) => badSums),
  );
  return findings.rows;
}

const PHASES: readonly Phase[] = ['upload', 'parse', 'send', 'finish'];
const VICTIMS: readonly Victim[] = ['console', 'worker', 'pintd'];

/** The number of kills in each phase, and of each victim. */
function countKills(kills: readonly Kill[]): [string, number][] {
  return [
    ...PHASES.map((name): [string, number] => [name, kills.filter(({ phase }) => phase === name).length]),
    ...VICTIMS.map((name): [string, number] => [name, kills.filter(({ victim }) => victim === name).length]),
  ];
}

function tally(kills: readonly Kill[]): string {
  return countKills(kills)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

function rarest(kills: readonly Kill[]): number {
  return Math.min(...countKills(kills).map(([, count]) => count));
}

function max(numbers: readonly number[]): number {
  return Math.max(0, ...numbers);
}
