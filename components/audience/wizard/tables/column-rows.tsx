'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import type { ColumnDraft } from '../draft/draft.ts';
import { useWizardForm } from '../wizard-context.ts';
import { ColumnRow } from './column-row.tsx';
import type { FilledCounts } from './filled-counts.ts';

const COLUMNS_SHOWN = 8;

export interface ColumnRowsProps {
  label: string;
  /** The path of the table in the input, by which errors are found. */
  path: string;
  columns: readonly ColumnDraft[];
  /** Whether columns can be left out. */
  canLeaveOut?: boolean;
  /** The number of rows with a value in each column; undefined until the rows are counted. */
  filled: FilledCounts | undefined;
  groupExample?: string;
  onChange: (columns: readonly ColumnDraft[]) => void;
}

/** The columns of a table: which are used, and their names in segments. */
export function ColumnRows({
  label,
  path,
  columns,
  canLeaveOut = false,
  filled,
  groupExample = '',
  onChange,
}: ColumnRowsProps) {
  const t = useTranslations('parent-segments.wizard.columns');
  const { errorAt } = useWizardForm();
  const [showsAll, setShowsAll] = useState(false);
  // A column with an error is always shown, even once the error is corrected: its field may still have the focus.
  const [shownForError, setShownForError] = useState<ReadonlySet<string>>(new Set());
  const withError = columns
    .map(({ column }) => column)
    .filter((column) => errorAt(`${path}.columns.${column}`) !== undefined && !shownForError.has(column));
  if (withError.length > 0) setShownForError(new Set([...shownForError, ...withError]));
  const alwaysShown = columns.filter(({ column }, index) => index < COLUMNS_SHOWN || shownForError.has(column));
  const shown = showsAll ? columns : alwaysShown;
  const collapsible = columns.length - alwaysShown.length;
  const usedCount = columns.filter(({ isUsed }) => isUsed).length;
  const change = (changed: ColumnDraft, next: Partial<ColumnDraft>) =>
    onChange(columns.map((draft) => (draft === changed ? { ...draft, ...next } : draft)));
  return (
    <div>
      <Table label={label} cards>
        <thead>
          <tr>
            {canLeaveOut && (
              <Th className="w-8">
                {/* On phones, only screen readers see the head: a control there could be focused, but not seen. */}
                <Checkbox
                  className="max-wide:hidden"
                  label={t('all')}
                  labelHidden
                  checked={usedCount === columns.length}
                  indeterminate={usedCount > 0 && usedCount < columns.length}
                  onChange={({ target }) => onChange(columns.map((draft) => ({ ...draft, isUsed: target.checked })))}
                />
              </Th>
            )}
            <Th>{t('column')}</Th>
            <Th>{t('name')}</Th>
            <Th>{t('type')}</Th>
            <Th>{t('group')}</Th>
            <Th end>{t('filled')}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((draft) => (
            <ColumnRow
              // A stored parent segment may use a column twice.
              key={columns.indexOf(draft)}
              column={draft}
              canLeaveOut={canLeaveOut}
              error={errorAt(`${path}.columns.${draft.column}`)}
              filled={filled}
              groupExample={groupExample}
              onChange={(next) => change(draft, next)}
            />
          ))}
        </tbody>
      </Table>
      {collapsible > 0 && (
        <LinkButton
          className="mt-2 text-sm"
          icon={showsAll ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? t('fewer') : t('more', { count: collapsible })}
        </LinkButton>
      )}
    </div>
  );
}
