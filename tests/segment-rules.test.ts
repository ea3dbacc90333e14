import { expect, test } from 'vitest';
import { checkRandomRules, disagreementText } from './kit/segment-rules/check.ts';

/** More rules can be requested by the environment. */
const RUNS = Number(process.env['SEGMENT_RULE_RUNS'] ?? 300);
const SEED = process.env['SEGMENT_RULE_SEED'];

test('the engine chooses the customers that the specification of a rule chooses', async () => {
  const seed = SEED === undefined ? Date.now() % 1_000_000 : Number(SEED);
  const { checked, chosen, disagreements } = await checkRandomRules(RUNS, seed);
  expect(disagreements.slice(0, 3).map(disagreementText).join('\n\n'), `SEGMENT_RULE_SEED=${seed}`).toBe('');
  expect(checked).toBeGreaterThanOrEqual(RUNS);
  expect(chosen).toBeGreaterThan(checked / 5);
});
