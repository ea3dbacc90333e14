'use client';

import { useTranslations } from 'next-intl';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { isOpen, type MatchableColumn, type MatchableValue } from '#lib/core/matching/matchable-columns.ts';
import { targetsOf } from '#lib/core/record/field-target.ts';
import { valueKey } from '#lib/core/record/source-text.ts';
import { ColumnValues, listedValues } from './column-values.tsx';
import { useValueMatches, type ValueMatch } from './use-value-matches.ts';
import type { SuggestedValue } from './use-value-suggestions.ts';

export interface ValuesDialogProps extends Pick<ExportMapping, 'mapping' | 'change'> {
  columns: readonly MatchableColumn[];
  suggestions: readonly SuggestedValue[];
  /** What the values mean if a yes in the column is a yes in the field. */
  meanings: readonly SuggestedValue[];
  onClose: () => void;
}

/** Matches words in columns to values of fields. Suggestions are prefilled, and take effect once applied. */
export function ValuesDialog({ columns, suggestions, meanings, mapping, change, onClose }: ValuesDialogProps) {
  const t = useTranslations('exports.match.valueMatch');
  const matches = useValueMatches(suggestions);
  const sorted = columns.toSorted((a, b) => rankOf(b) - rankOf(a));
  const open = columns.flatMap((column) =>
    (listedValues(column) ?? []).filter(
      (value) => value.state !== 'allowed' && matches.matchOf(column, value) === undefined,
    ),
  );
  const apply = () => {
    change(
      sorted.flatMap((column) => {
        const listed = listedValues(column) ?? [];
        if (listed.length === 0) return [];
        const before = targetsOf(mapping[column.column])[column.fieldIndex]?.values ?? {};
        const values = withChoices(before, listed, (value) => matches.matchOf(column, value));
        return { column: column.column, fieldIndex: column.fieldIndex, change: { values } };
      }),
    );
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={t('title')}
      description={t('summary', {
        columns: columns.length,
        open: open.length,
        mismatched: columns.filter(({ mismatch }) => mismatch).length,
      })}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={apply}>
            {t('use')}
          </Button>
        </>
      }
    >
      <div className="grid gap-6">
        {sorted.map((column) => (
          <ColumnValues
            key={`${column.column} ${column.fieldIndex}`}
            column={column}
            meanings={meanings}
            matches={matches}
          />
        ))}
      </div>
    </Dialog>
  );
}

/** What blocks the next step comes first. */
function rankOf(column: MatchableColumn): number {
  return Number(column.needsMeaning && isOpen(column));
}

/** A mapping's values with these choices; values that the dialog does not list are kept. */
function withChoices(
  before: Readonly<Record<string, string | null>>,
  values: readonly MatchableValue[],
  matchOf: (value: MatchableValue) => ValueMatch,
): Readonly<Record<string, string | null>> | undefined {
  const shown = new Set(values.map(({ text }) => valueKey(text)));
  const kept = Object.entries(before).filter(([text]) => !shown.has(valueKey(text)));
  const choices = new Map(values.map((value) => [valueKey(value.text), { text: value.text, to: matchOf(value) }]));
  const added = [...choices.values()].flatMap(({ text, to }) => (to === undefined ? [] : [[text, to] as const]));
  const all = [...kept, ...added];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
