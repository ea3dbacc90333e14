import { expect, test } from 'vitest';
import { checkRandomRules, disagreementText } from './kit/segment-rules/check.ts';

/** How many rules to check at least. */
const RUNS = Number(process.env['SEGMENT_RULE_RUNS'] ?? 300);
const SEED = process.env['SEGMENT_RULE_SEED'];

test('the engine selects the customers that the specification of a rule selects', async () => {
  const seed = SEED === undefined ? Date.now() % 1_000_000 : Number(SEED);
  const { checked, nonEmpty, disagreements } = await checkRandomRules(RUNS, seed);
  expect(disagreements.slice(0, 3).map(disagreementText).join('\n\n'), `SEGMENT_RULE_SEED=${seed}`).toBe('');
  expect(checked).toBeGreaterThanOrEqual(RUNS);
  expect(nonEmpty).toBeGreaterThan(checked / 5);
});
