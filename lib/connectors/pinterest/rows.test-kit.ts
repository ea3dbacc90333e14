import { compilePlan } from '../../core/record/plan.ts';
import { createPrepare, type Prepared, type PrepareEffects } from '../../core/record/prepare.ts';
import { pinterest } from './index.ts';

/** Support of this folder's tests. Of no Node, as the connector itself: the tests bring the effects. */

/** 2025-10-09 08:53:20 UTC. */
export const NOW = 1_760_000_000;

/** A record that is valid and says no more than it must. */
export const LEAST = {
  event_name: 'checkout',
  action_source: 'web',
  event_time: String(NOW),
  event_id: 'e1',
  em: 'some_one@mail.com',
} as const;

/** Prepares the record of a file that has just these columns. */
export function prepareCells(cells: Readonly<Record<string, string>>, effects: PrepareEffects): Prepared {
  const { fields, recordRules: rules, oncePerFile } = pinterest;
  const plan = compilePlan(fields, Object.keys(cells));
  const prepare = createPrepare({ plan, rules, oncePerFile, now: NOW, effects });
  const place = { record: 1, line: 2, start: 0, end: 9, endLine: 2, missingCells: 0 };
  return prepare({ ...place, cells: Object.values(cells) });
}
