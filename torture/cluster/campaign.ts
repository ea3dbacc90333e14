import type { CampaignOptions } from '../kit/campaign.ts';
import { Findings, type Row } from '../kit/findings.ts';
import { control } from './control.ts';
import { measureCost } from './cost.ts';
import { failOver } from './failover.ts';
import { keepLimits } from './limits.ts';
import { surviveOutages } from './outages.ts';
import { keepPace } from './pace.ts';
import { upgrade } from './upgrade/upgrade.ts';

/** Several workers and web processes on one PostgreSQL. */
export async function run(options: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('cluster');
  for (const part of [surviveOutages, failOver, keepPace, keepLimits, measureCost, control, upgrade]) {
    try {
      await part(findings, options);
    } catch (error) {
      // Keeps the findings so far, because the parts take half an hour.
      findings.aborted(part.name, error);
    }
  }
  return findings.rows;
}
