import { checkRandomRules, disagreementText } from '../tests/kit/segment-rules/check.ts';
import type { CampaignOptions } from './kit/campaign.ts';
import { Findings, type Row } from './kit/findings.ts';

const RULES = 10_000;

/** Compares the customers that the engine selects by random rules with those of an independent evaluation. */
export async function run({ scale, random }: CampaignOptions): Promise<Row[]> {
  const findings = new Findings('rules');
  const { checked, nonEmpty, disagreements } = await checkRandomRules(
    Math.ceil(RULES * scale),
    random.between(0, 999_999),
  );
  findings.none(
    'rules that choose other customers than the independent evaluation',
    disagreements.map(disagreementText),
  );
  findings.atLeast('rules checked', checked, RULES * scale);
  findings.atLeast('rules that choose any customers', nonEmpty, checked / 5);
  return findings.rows;
}
