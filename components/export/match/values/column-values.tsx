import { useTranslations } from 'next-intl';
import { FieldName } from '#components/connector/field-name.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { type MatchableColumn, mismatchParams } from '#lib/core/matching/matchable-columns.ts';
import { MeaningQuestion } from './meaning-question.tsx';
import type { ValueMatches } from './use-value-matches.ts';
import type { SuggestedValue } from './use-value-suggestions.ts';
import { ValueRows } from './value-rows.tsx';

interface ColumnValuesProps {
  column: MatchableColumn;
  /** What the values mean if a yes in the column is a yes in the field. */
  meanings: readonly SuggestedValue[];
  matches: ValueMatches;
}

/** The values of a column, each with what it is matched to. */
export function ColumnValues({ column, meanings, matches }: ColumnValuesProps) {
  const t = useTranslations('exports.match.valueMatch');
  const listed = listedValues(column);
  return (
    <section className="grid gap-1">
      <h3 className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <code className="[overflow-wrap:anywhere]">{column.column}</code>
        <span aria-hidden>→</span>
        <FieldName code={column.field.name} />
      </h3>
      {column.needsMeaning && (
        <MeaningQuestion
          column={{ ...column, values: listed }}
          meanings={meanings}
          matchOf={(value) => matches.matchOf(column, value)}
          onAnswer={(answers) => matches.choose(column, answers)}
        />
      )}
      {listed === null && <ManyValues column={column} />}
      {listed?.length === 0 && <p className="text-sm text-text-muted">{t('allAllowed')}</p>}
      {listed && listed.length > 0 && (
        <ValueRows
          column={column}
          values={listed}
          matchOf={(value) => matches.matchOf(column, value)}
          isSuggested={(value) => matches.isSuggested(column, value)}
          onChoose={(text, to) => matches.choose(column, [[text, to]])}
        />
      )}
      {!listsAllowed(column) && <AllowedNote column={column} />}
    </section>
  );
}

/** The values of a column that are listed; null if they cannot be matched one by one. */
export function listedValues(column: MatchableColumn): MatchableColumn['values'] {
  return column.values?.filter(({ state }) => state !== 'allowed' || listsAllowed(column)) ?? null;
}

/** If a field allows more values than this, such as countries, values that need no match are not listed. */
const MAX_ALLOWED_LISTED = 30;

function listsAllowed({ field }: MatchableColumn): boolean {
  return (field.matchValues ?? []).length <= MAX_ALLOWED_LISTED;
}

/** Values that cannot be matched one by one, and what that means for the column. */
function ManyValues({ column: { mismatch, isUnconfirmable } }: { column: MatchableColumn }) {
  const t = useTranslations('exports.match');
  if (isUnconfirmable) return <p className="text-sm text-warning">{t('meaning.unconfirmable')}</p>;
  if (!mismatch) return <p className="text-sm text-text-muted">{t('valueMatch.tooMany')}</p>;
  return <p className="text-sm text-warning">{t('mismatch.text', mismatchParams(mismatch))}</p>;
}

/** How many values need no match. */
function AllowedNote({ column: { values } }: { column: MatchableColumn }) {
  const t = useTranslations('exports.match.valueMatch');
  const allowed = values?.filter(({ state }) => state === 'allowed') ?? [];
  if (allowed.length === 0 || allowed.length === values?.length) return null;
  const records = allowed.reduce((sum, value) => sum + value.records, 0);
  return (
    <p className="text-text-muted text-xs">
      {t.rich('allowed', { count: allowed.length, n: () => <Num value={records} /> })}
    </p>
  );
}
