import { join } from 'node:path';
import { Arena, BATCH, LANES } from './kills/arena.ts';
import { CliExecutor, ConsoleExecutor } from './kills/executors.ts';
import type { Executor, Kill, Phase, Victim } from './kills/kill.ts';
import { killSmallJobs, killWhileSending, killWhileUploading } from './kills/rounds.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { Findings, type Row } from './kit/findings.ts';
import { inLanes } from './kit/lanes.ts';

/**
 * G1. SIGKILL at random instants of the console (parent, web process and worker at once), of the worker alone and of
 * `pintd` in the foreground, while a file is taken in, read, sent and finished. Two data folders at a time: starting again
 * keeps a core busy, and how long that takes is what is measured.
 */
const ARENAS = [
  { name: 'console-a', console: 'lib/start.ts' },
  { name: 'cli-a', console: 'lib/web/main.ts' },
  { name: 'console-b', console: 'lib/start.ts' },
  { name: 'cli-b', console: 'lib/web/main.ts' },
] as const;
const AT_A_TIME = 2;

const KILLS = 200;
const RECORDS = 100_000;
const LONGEST_RESUME = 5000;

export async function run({ scale, random, folder, port }: CampaignOptions): Promise<Row[]> {
  const kills = Math.max(4, Math.round((KILLS * scale) / ARENAS.length));
  const arenas = await inLanes(AT_A_TIME, [...ARENAS.entries()], async ([index, { name, console }]) => {
    const own = { name, folder: join(folder, name), port: port + index, random: random.for(name), console };
    const arena = await Arena.open(own);
    try {
      await fight(arena, kills, Math.round(RECORDS * Math.min(1, scale * 2)));
      return arena;
    } finally {
      await arena.close();
    }
  });
  return report(arenas, kills * ARENAS.length);
}

async function fight(arena: Arena, kills: number, records: number): Promise<void> {
  const isConsole = arena.options.console === 'lib/start.ts';
  const executor: Executor = isConsole ? new ConsoleExecutor(arena.console, arena.pintd) : new CliExecutor(arena.pintd);
  const few = Math.max(1, Math.round(kills / 8));
  try {
    await killWhileUploading(arena, executor, few);
    await killSmallJobs(arena, executor, 'parse', few);
    await killSmallJobs(arena, executor, 'finish', few);
    await killWhileSending(arena, executor, kills - 3 * few, records);
  } finally {
    await executor.stop();
  }
}

function report(arenas: readonly Arena[], wanted: number): Row[] {
  const findings = new Findings('kills');
  const kills = arenas.flatMap((arena) => arena.kills).filter(({ phase }) => phase !== 'over');
  const verdicts = arenas.flatMap((arena) => arena.verdicts);
  const all = (part: 'lost' | 'miscounted' | 'misreported' | 'changed' | 'wronglySent' | 'unreported') =>
    verdicts.flatMap((verdict) => verdict[part]);
  findings.atLeast(`kills (${tally(kills)})`, kills.length, wanted);
  findings.atLeast('kills of the rarest phase, and of the rarest victim', rarest(kills), Math.floor(wanted / 10));
  findings.note('jobs killed and held against their files', verdicts.length);
  findings.none('records lost', all('lost'));
  findings.none('counters that differ from the file, jobs without success', all('miscounted'));
  findings.none('records missing, doubled or wrong in the rejected CSV', all('misreported'));
  findings.none('repeats in other bytes', all('changed'));
  findings.none('invalid records sent', all('wronglySent'));
  findings.none('repeats not counted in resent_after_unknown', all('unreported'));
  findings.none(
    'jobs or calls of a file taken in by half',
    arenas.flatMap(({ halfUploads }) => halfUploads),
  );
  findings.note('most records sent again after one kill', most(arenas.map((arena) => arena.mostResent)));
  findings.none(
    `kills after which more than ${LANES} × ${BATCH} were sent again`,
    arenas.flatMap(({ tooManyResent }) => tooManyResent),
  );
  for (const victim of VICTIMS) {
    const resumed = kills.flatMap((kill) => (kill.victim === victim ? (kill.resumedMs ?? []) : []));
    const what = `slowest of ${resumed.length} resumes after a kill of the ${victim}`;
    findings.atMost(what, most(resumed) / 1000, LONGEST_RESUME / 1000, ' s');
  }
  const unwhole = kills.filter(({ integrity }) => integrity !== 'ok').map(({ integrity }) => integrity);
  findings.none(`integrity_check not ok, of ${kills.length}`, unwhole);
  const polls = arenas.reduce((sum, arena) => sum + arena.polls, 0);
  findings.none(
    `of ${polls} statuses, those that did not add up`,
    arenas.flatMap(({ badSums }) => badSums),
  );
  return findings.rows;
}

const PHASES: readonly Phase[] = ['upload', 'parse', 'send', 'finish'];
const VICTIMS: readonly Victim[] = ['console', 'worker', 'cli'];

function counts(kills: readonly Kill[]): [string, number][] {
  return [
    ...PHASES.map((name): [string, number] => [name, kills.filter(({ phase }) => phase === name).length]),
    ...VICTIMS.map((name): [string, number] => [name, kills.filter(({ victim }) => victim === name).length]),
  ];
}

function tally(kills: readonly Kill[]): string {
  return counts(kills)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

function rarest(kills: readonly Kill[]): number {
  return Math.min(...counts(kills).map(([, count]) => count));
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers);
}
