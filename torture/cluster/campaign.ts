import type { CampaignOptions } from '../kit/campaign.ts';
import { Findings, type Row } from '../kit/findings.ts';
import { storm } from './storm.ts';

/** Several workers and web processes on one PostgreSQL. */
export async function run(options: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('cluster');
  await storm(findings, options);
  return findings.rows;
}
