import { useTranslations } from 'next-intl';
import { shareOf } from '#components/ui/charts/share.tsx';
import { type BuildResult, countAttributeTables, type JoinResult } from '#lib/core/audience/build-result.ts';
import { MatchRate } from '../build/match-rate.tsx';

/**
 * For each attribute table, the share of customers with a row; for each behavior, the share of rows with a customer.
 */
export function MatchRates({ result }: { result: BuildResult }) {
  // The joins of attribute tables come before those of behaviors.
  const firstBehaviorIndex = countAttributeTables(result);
  return (
    <ul className="grid gap-4">
      {result.joins.map((join, index) =>
        index < firstBehaviorIndex ? (
          <AttributeMatch key={`a ${join.table}`} join={join} customers={result.customers} />
        ) : (
          <BehaviorMatch key={`b ${join.table}`} join={join} />
        ),
      )}
    </ul>
  );
}

function AttributeMatch({ join, customers: customerCount }: { join: JoinResult; customers: number }) {
  const t = useTranslations('parent-segments.matches');
  const { table, customers: matchedCustomers, unmatched, duplicateKeys } = join;
  return (
    <MatchRate name={table} whole={t('ofCustomers')} value={shareOf(matchedCustomers, customerCount)}>
      {t('customers', { count: matchedCustomers })} {unmatched > 0 && t('rowsWithout', { count: unmatched })}{' '}
      {duplicateKeys > 0 && t('duplicates', { count: duplicateKeys })}
    </MatchRate>
  );
}

function BehaviorMatch({ join: { table, matched, unmatched, customers } }: { join: JoinResult }) {
  const t = useTranslations('parent-segments.matches');
  return (
    <MatchRate name={table} whole={t('ofRows')} value={shareOf(matched, matched + unmatched)}>
      {t('rows', { count: matched, customers })} {unmatched > 0 && t('leftOut', { count: unmatched })}
    </MatchRate>
  );
}
