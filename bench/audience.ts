import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { peakMemory } from '../torture/kit/memory.ts';
import { type JobObject, Pintd, resultOf } from '../torture/kit/pintd.ts';
import { Program } from '../torture/kit/process.ts';
import { audienceFiles, DATABASE, PARENT, SEGMENT } from './kit/audience-files.ts';
import { writeShop } from './kit/audience-tables.ts';
import type { Cost } from './kit/cost.ts';
import { interleave, median, rateOf, runForMessage } from './kit/measure.ts';
import { atLeast, atMost, note, type Row } from './kit/row.ts';
import { shortOf } from './kit/short-of.ts';
import type { BenchPlan } from './plan.ts';

const NO_LIMIT = 1_000_000;

/** Measures a parent segment: its build, estimates of rules, and an activation compared with the export of a query. */
export async function measureAudience(folder: string, plan: BenchPlan): Promise<Row[]> {
  const receiver = new Program('bench/kit/receiver-process.ts', []);
  const [{ url }] = (await once(receiver.child, 'message')) as [{ url: string }];
  const bench = new AudienceBench(folder, url);
  try {
    await bench.prepare(plan);
    return [
      await bench.measureBuild(plan),
      ...(await bench.measureEstimates(plan)),
      ...(await bench.measureActivation(plan)),
    ];
  } finally {
    receiver.signal('SIGKILL');
    await rm(join(folder, 'data'), { recursive: true, force: true });
  }
}

class AudienceBench {
  readonly #folder: string;
  readonly #pintd: Pintd;
  /** Each run uses its own account, because events accepted for an account are not sent to it again. */
  #account = 549_000;

  constructor(folder: string, url: string) {
    this.#folder = folder;
    this.#pintd = new Pintd({
      PINTD_DATA_DIR: join(folder, 'data'),
      PINTEREST_API_BASE_URL: url,
      PINTD_CALLS_PER_MINUTE: String(NO_LIMIT),
      PINTD_LOG_LEVEL: 'warn',
    });
  }

  async prepare({ customers, behaviorRows }: BenchPlan): Promise<void> {
    await this.#pintd.createAuthentication('Shop');
    await this.#run('db:create', DATABASE);
    for (const { table, path } of await writeShop(this.#folder, { customers, behaviorRows })) {
      await this.#run('table:import', DATABASE, table, path);
      await rm(path);
    }
    await this.#push();
  }

  async measureBuild({ customers, behaviorRows }: BenchPlan): Promise<Row> {
    await this.#run('ps:run', PARENT, '--wait');
    const [build] = await this.#pintd.list(1);
    const figure = `build of ${shortOf(customers)} customers with ${shortOf(behaviorRows)} behavior rows`;
    return atMost(figure, secondsOf(build), 60, ' s');
  }

  async measureEstimates({ rounds }: BenchPlan): Promise<Row[]> {
    const args = [join(this.#folder, 'data'), String(rounds)];
    const seconds = await runForMessage<Record<string, number[]>>('bench/parts/estimate-process.ts', args);
    const medians = Object.entries(seconds).map(([rule, times]) => ({ rule, time: median(times) }));
    return [
      atMost('estimate of a rule, warm: median of those below', median(medians.map(({ time }) => time)), 2, ' s'),
      ...medians.map(({ rule, time }) => note(`estimate: ${rule}`, time, ' s')),
    ];
  }

  async measureActivation({ rounds, customers }: BenchPlan): Promise<Row[]> {
    let sql = '';
    const activation = async () => {
      await this.#push();
      const measured = await this.#measure(['activation:run', `${PARENT}/${SEGMENT}`, 'Everybody', '--wait', '--json']);
      sql = measured.job.query ?? '';
      return measured;
    };
    const query = () => {
      const result = resultOf({ ad_account_id: this.#newAccount() });
      return this.#measure(['query', '-d', 'cdp_audience_1', '--wait', '--json', '--result', result, sql]);
    };
    const costs = await interleave(Math.min(rounds, 3), { activation, query });
    const [events, peak] = [rateOf(costs.activation), peakOf(costs.activation)];
    const [queryEvents, queryPeak] = [rateOf(costs.query), peakOf(costs.query)];
    return [
      note(`activation of ${shortOf(customers)} customers, limiter lifted`, events, ' events/s'),
      note('the same rows as a query with export', queryEvents, ' events/s'),
      atLeast('the activation, relative to the query', (events / queryEvents) * 100, 95, '%'),
      atMost('peak memory, activation', peak, 256, ' MB'),
      note('peak memory, query', queryPeak, ' MB'),
    ];
  }

  /** Runs the job in a process of its own, because there is no worker. */
  async #measure(args: readonly string[]): Promise<Cost & { readonly job: JobObject }> {
    const program = this.#pintd.start(args);
    const peak = peakMemory(program);
    const { status, out, err } = await program.ended;
    if (status !== 0) throw new Error(`pintd ${args[0]} ended with ${status}: ${err}`);
    const job = JSON.parse(out) as JobObject;
    if (job.records.accepted !== job.records.read) throw new Error(`pintd ${args[0]}: not every record was accepted`);
    const peakMegabytes = await peak();
    return { job, records: job.records.read, seconds: secondsOf(job), cpuSeconds: Number.NaN, peakMegabytes };
  }

  #newAccount(): string {
    this.#account += 1;
    return String(this.#account);
  }

  async #push(): Promise<void> {
    const folder = join(this.#folder, 'audience');
    for (const [path, text] of Object.entries(audienceFiles(this.#newAccount()))) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await this.#run('audience:push', folder);
  }

  async #run(...args: readonly string[]): Promise<void> {
    const { status, err } = await this.#pintd.run(args);
    if (status !== 0) throw new Error(`pintd ${args[0]} ended with ${status}: ${err}`);
  }
}

function secondsOf(job: JobObject | undefined): number {
  return (Date.parse(job?.ended_at ?? '') - Date.parse(job?.started_at ?? '')) / 1000;
}

function peakOf(costs: readonly Cost[]): number {
  return median(costs.map(({ peakMegabytes }) => peakMegabytes));
}
