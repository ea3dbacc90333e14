import type { Connector } from '../../core/connector/connector.ts';
import { fieldOfName } from '../../core/matching/mapping.ts';
import { isProposal, suggestTargets } from '../../core/matching/suggest-targets.ts';
import { type Mapping, targetOf, targetsOf } from '../../core/record/field-target.ts';
import { nameKey } from '../../core/record/name-key.ts';
import { columnName, compilePlan, type Matching } from '../../core/record/plan.ts';
import { translate } from '../../messages/translate.ts';
import { say } from '../output/output.ts';

/**
 * If required columns are missing, prints a mapping that the names in the header suggest. The mapping is not
 * applied, but can be pasted. Fields that are only proposed are not in it, but are listed below it.
 */
export function saySuggestedMapping(connector: Connector, header: readonly string[], matching: Matching): void {
  const { missing } = compilePlan(connector.fields, header, matching);
  if (missing.length === 0) return;
  const suggestions = Object.entries(newTargets(connector, header, matching));
  const isUncertain = ([column, target]: (typeof suggestions)[number]) =>
    targetsOf(target).some(({ field: name }) => {
      const field = fieldOfName(connector.fields, name);
      return field !== undefined && isProposal(connector.fields, column, field);
    });
  const certain = suggestions.filter((suggestion) => !isUncertain(suggestion));
  const uncertain = suggestions.filter(isUncertain).map(([column, target]) => jsonMember(column, target));
  if (certain.length > 0) {
    say(translate('cli', 'suggested_mapping', { mapping: JSON.stringify(Object.fromEntries(certain)) }));
  }
  if (uncertain.length > 0) say(translate('cli', 'suggested_to_check', { columns: uncertain.join('\n') }));
}

/** What is suggested for columns that the matching ignores, without fields that already have a source. */
function newTargets({ fields }: Connector, header: readonly string[], matching: Matching): Mapping {
  const plan = compilePlan(fields, header, matching);
  const mappedColumns = new Set(plan.columns.map(({ column }) => column));
  const fedFields = new Set(plan.columns.map(({ field, suffix }) => columnName(field, suffix)));
  return Object.fromEntries(
    Object.entries(suggestTargets(fields, header)).flatMap(([column, target]) => {
      const freeTargets = mappedColumns.has(column)
        ? []
        : targetsOf(target).filter(({ field }) => !fedFields.has(nameKey(field)));
      return freeTargets.length === 0 ? [] : [[column, targetOf(freeTargets)]];
    }),
  );
}

function jsonMember(column: string, target: Mapping[string]): string {
  return `  ${JSON.stringify(column)}: ${JSON.stringify(target)}`;
}
