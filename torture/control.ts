import { join } from 'node:path';
import { weakLedgers } from './control/weak-ledgers.ts';
import { CliExecutor } from './kills/executors.ts';
import { ACCOUNT, KillTest } from './kills/kill-test.ts';
import { killWhileSending } from './kills/rounds.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import type { EventsFile } from './kit/events-file.ts';
import { Findings, type Row } from './kit/findings.ts';
import type { Pintd } from './kit/pintd.ts';
import { Program } from './kit/process.ts';
import type { Verdict } from './kit/verdict.ts';

const KILLS = 5;
const RECORDS = 8000;

/**
 * Proof that the campaign `kills` detects faults: the same kills and comparisons with a faulty ledger. The product has
 * no switch for this; the harness assembles it with another ledger. Here, a detected fault is a success.
 */
export async function run({ random, folder, port, scale }: CampaignOptions): Promise<Row[]> {
  const kills = Math.max(1, Math.round(KILLS * scale));
  const names = Object.keys(weakLedgers);
  const detections = names.map(async (name, index) => {
    const options = { name, folder: join(folder, name), port: port + index, random: random.for(name) };
    return detectFaults(await KillTest.open(options), name, kills);
  });
  const findings = new Findings('control');
  for (const [index, kinds] of (await Promise.all(detections)).entries()) {
    findings.atLeast(`kinds of fault found with the ledger ${names[index]} (${kinds.join(', ')})`, kinds.length, 1);
  }
  return findings.rows;
}

/** Executes jobs with a faulty ledger. */
class WeakExecutor extends CliExecutor {
  readonly #pintd: Pintd;
  readonly #ledger: string;

  constructor(pintd: Pintd, ledger: string) {
    super(pintd);
    this.#pintd = pintd;
    this.#ledger = ledger;
  }

  override createJob({ path }: EventsFile): Promise<number> {
    return this.#pintd.enqueue(path, { ad_account_id: ACCOUNT });
  }

  protected override resume(job: number): Program {
    const { settings } = this.#pintd;
    return new Program('torture/control/weak-process.ts', [this.#ledger, String(job)], { settings, group: true });
  }
}

async function detectFaults(killTest: KillTest, ledger: string, killCount: number): Promise<string[]> {
  const executor = new WeakExecutor(killTest.pintd, ledger);
  try {
    await killWhileSending(killTest, executor, killCount, RECORDS);
  } finally {
    await executor.stop();
    await killTest.close();
  }
  const kinds: (keyof Omit<Verdict, 'repeats'>)[] = ['lost', 'miscounted', 'changed', 'unreported'];
  const detected = kinds.filter((kind) => killTest.verdicts.some((verdict) => verdict[kind].length > 0));
  return [...detected, ...(killTest.tooManyResent.length > 0 ? ['too many resent'] : [])];
}
