import { createPrepare, type Prepared } from '../../core/preparation/prepare.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import { compilePlan } from '../../core/record/plan.ts';
import { pinterest } from './index.ts';

/** Test support for this folder. Like the connector itself, it uses no Node APIs: the tests pass the effects in. */

/** 2025-10-09 08:53:20 UTC. */
export const NOW = 1_760_000_000;

/** A valid record with only the required fields and one identifier. */
export const MINIMAL_RECORD = {
  event_name: 'checkout',
  action_source: 'web',
  event_time: String(NOW),
  event_id: 'e1',
  em: 'some_one@mail.com',
} as const;

/** Prepares a record of a file with only these columns. */
export function prepareCells(cells: Readonly<Record<string, string>>, effects: PrepareEffects): Prepared {
  const { fields, recordRules: rules, oncePerFile } = pinterest;
  const plan = compilePlan(fields, Object.keys(cells));
  const prepare = createPrepare({ plan, rules, oncePerFile, now: NOW, effects });
  const place = { record: 1, line: 2, start: 0, end: 9, endLine: 2, missingCells: 0 };
  return prepare({ ...place, cells: Object.values(cells) });
}
