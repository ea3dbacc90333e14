import type { Connector } from '../../core/connector/connector.ts';
import { suggestMapping } from '../../core/matching/suggest-mapping.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';
import { translate } from '../../messages/translate.ts';
import { say } from '../output/output.ts';

/**
 * If required columns are missing, prints a mapping that similar names of other columns suggest. The mapping is not
 * applied, but can be pasted.
 */
export function saySuggestedMapping({ fields }: Connector, header: readonly string[], matching: Matching): void {
  const { missing, columns } = compilePlan(fields, header, matching);
  const mapped = new Set(columns.map(({ column }) => column));
  const suggested = Object.entries(suggestMapping(fields, header)).filter(
    ([column, field]) => field !== null && !mapped.has(column),
  );
  if (missing.length === 0 || suggested.length === 0) return;
  say(translate('cli', 'suggested_mapping', { mapping: JSON.stringify(Object.fromEntries(suggested)) }));
}
