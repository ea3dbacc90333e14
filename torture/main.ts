// npm run torture: injects faults of every kind and verifies that no record is lost. See docs/reliability.md.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from '#lib/start/build.ts';
import { startPostgresql } from '../tests/kit/postgresql-server.ts';
import { campaigns } from './campaigns.ts';
import { createDatabasesOn } from './database/databases.ts';
import type { Row } from './kit/findings.ts';
import { root } from './kit/process.ts';
import { Random } from './kit/random.ts';
import { faultReport, plainTable, summaryOf } from './kit/table.ts';

const USAGE = `npm run torture -- [--seed TEXT] [--scale 0.1] [--only NAME]… [--port 3140] [--postgresql]

Campaigns: ${namesOf(campaigns)}
On PostgreSQL: ${namesOf(campaigns.filter(({ canRunOnPostgresql }) => canRunOnPostgresql))}`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    scale: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    port: { type: 'string', default: '3140' },
    postgresql: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else process.exit((await torture()) ? 0 : 1);

/** Runs the selected campaigns. Returns whether all figures are as required. */
async function torture(): Promise<boolean> {
  const scale = Number(values.scale);
  const selected = campaigns.filter(
    ({ name, canRunOnPostgresql = false }) =>
      (values.only?.includes(name) ?? true) && (canRunOnPostgresql || !values.postgresql),
  );
  if (!(scale > 0 && scale <= 1) || selected.length < (values.only?.length ?? 1)) {
    console.error(USAGE);
    return false;
  }
  await buildIfStale(root, new AbortController().signal, (line) => console.error(line));
  const folder = await mkdtemp(join(tmpdir(), 'pintd-torture-'));
  const server = values.postgresql ? await startPostgresql() : undefined;
  if (server) createDatabasesOn(server);
  const rows: Row[] = [];
  for (const campaign of selected) rows.push(...(await runOne(campaign, scale, folder)));
  await server?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  console.error(faultReport(rows));
  console.log(`\n${plainTable(rows)}\n\n${machine()}, seed ${values.seed}, scale ${scale}\n${summaryOf(rows)}`);
  return rows.length > 0 && rows.every(({ passed }) => passed);
}

/** A campaign that aborts is reported as a failed figure; the others still run. */
async function runOne({ name, run }: (typeof campaigns)[number], scale: number, parent: string): Promise<Row[]> {
  const startedAt = performance.now();
  const folder = join(parent, name);
  await mkdir(folder);
  console.error(`${name} …`);
  try {
    const random = new Random(`${values.seed}/${name}`);
    const rows = await run({ scale, random, folder, port: Number(values.port) });
    const seconds = `${Math.round((performance.now() - startedAt) / 1000)} s`;
    return [...rows, { campaign: name, figure: 'duration', measured: seconds, required: '', passed: true }];
  } catch (error) {
    console.error(error);
    const measured = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [{ campaign: name, figure: 'aborted', measured, required: 'no', passed: false }];
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function namesOf(list: typeof campaigns): string {
  return list.map(({ name }) => name).join(', ');
}

function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const cores = `${availableParallelism()} cores of ${cpus()[0]?.model.trim()}`;
  return `${cores}, ${gigabytes} GB, Node ${process.version}${values.postgresql ? ', on PostgreSQL' : ''}`;
}
