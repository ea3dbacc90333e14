import type { Connector } from '../core/connector/connector.ts';
import { suggestMapping } from '../core/matching/suggest-mapping.ts';
import { compilePlan, type Matching } from '../core/record/plan.ts';
import { translate } from '../messages/translate.ts';
import { say } from './output.ts';

/** Where required columns are missing, tells how the others may be meant: never taken for granted, but ready to be pasted. */
export function sayHowToMatch({ fields }: Connector, header: readonly string[], matching: Matching): void {
  const { missing, columns } = compilePlan(fields, header, matching);
  const fed = new Set(columns.map(({ column }) => column));
  const meant = Object.entries(suggestMapping(fields, header)).filter(
    ([column, field]) => field !== null && !fed.has(column),
  );
  if (missing.length === 0 || meant.length === 0) return;
  say(translate('cli', 'suggested_mapping', { mapping: JSON.stringify(Object.fromEntries(meant)) }));
}
