import type { CampaignOptions } from '../kit/campaign.ts';
import { Findings, type Row } from '../kit/findings.ts';
import { control } from './control.ts';
import { measureCost } from './cost.ts';
import { failOver } from './failover.ts';
import { keepLimits } from './limits.ts';
import { surviveOutages } from './outages.ts';
import { keepPace } from './pace.ts';
import { upgrade } from './upgrade.ts';

/** Several workers and web processes on one PostgreSQL. */
export async function run(options: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('cluster');
  await surviveOutages(findings, options);
  await failOver(findings, options);
  await keepPace(findings, options);
  await keepLimits(findings, options);
  await measureCost(findings, options);
  await control(findings, options);
  await upgrade(findings, options);
  return findings.rows;
}
