import { join } from 'node:path';
import type { CampaignOptions } from '../kit/campaign.ts';
import type { Deployment } from '../kit/deployment.ts';
import type { Findings } from '../kit/findings.ts';
import { Program } from '../kit/process.ts';
import { killAttempts } from './kill-run.ts';
import { ShellRunner } from './kills.ts';
import { weakStores } from './weak-stores.ts';

const KILLS = 10;

/**
 * Proof that the comparison detects faults: the same kills of processes that assemble the product with a faulty store.
 * The product has no switch for this. Here, a detected fault is a success.
 */
export async function runControl(findings: Findings, { random, folder, port }: CampaignOptions): Promise<void> {
  for (const [index, [name, { fault }]] of Object.entries(weakStores).entries()) {
    const { verdict } = await killAttempts({
      folder: join(folder, name),
      port: port + index,
      random: random.for(name),
      attempts: 2,
      kills: KILLS,
      runner: (deployment) => new WeakRunner(deployment, name),
    });
    findings.atLeast(`faults found with the store ${name}`, verdict[fault].length, 1);
  }
}

class WeakRunner extends ShellRunner {
  readonly #store: string;

  constructor(deployment: Deployment, store: string) {
    super(deployment);
    this.#store = store;
  }

  protected override resume(id: number): Program {
    const { settings } = this.deployment;
    return new Program('torture/workflows/weak-process.ts', [this.#store, String(id)], { settings, group: true });
  }
}
