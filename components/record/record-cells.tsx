'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { PersonalToggle, type PersonalToggleProps } from '#components/ui/buttons/personal-toggle.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import type { Issue, Severity } from '#lib/core/issue.ts';
import type { ShownCell } from '#lib/core/view/record-view.ts';
import { severityAt } from './listed-record.ts';

export interface RecordCellsProps {
  cells: readonly ShownCell[];
  issues: readonly Issue[];
  personal: PersonalToggleProps;
}

const INITIAL_COUNT = 8;

/** The row of the file: cells with issues first, then cells of mapped columns, the rest on demand. */
export function RecordCells({ cells, issues, personal }: RecordCellsProps) {
  const t = useTranslations('records.drawer');
  const [isExpanded, setExpanded] = useState(false);
  const severityOf = (column: string) => severityAt(issues, column);
  const withIssues = cells.filter(({ column }) => severityOf(column));
  const mapped = cells.filter(({ column, value, field }) => !severityOf(column) && field !== null && value !== '');
  const initial = [...withIssues, ...mapped].slice(0, Math.max(INITIAL_COUNT, withIssues.length));
  const others = cells.filter((cell) => !initial.includes(cell));
  return (
    <section className="grid gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-text-muted text-xs">{t('row')}</h3>
        <PersonalToggle {...personal} />
      </div>
      <dl className="grid gap-1.5 text-sm">
        {(isExpanded ? [...initial, ...others] : initial).map((cell) => (
          <Cell key={cell.column} cell={cell} severity={severityOf(cell.column)} />
        ))}
      </dl>
      {others.length > 0 && (
        <LinkButton className="w-fit text-sm" aria-expanded={isExpanded} onClick={() => setExpanded(!isExpanded)}>
          {isExpanded ? t('fewerColumns') : t('moreColumns', { count: others.length })}
        </LinkButton>
      )}
    </section>
  );
}

const STYLES = { error: 'font-semibold text-error', warning: 'text-warning' } as const;

function Cell({ cell: { column, value, field }, severity }: { cell: ShownCell; severity: Severity | undefined }) {
  const t = useTranslations('records');
  return (
    <div className="grid grid-cols-[minmax(0,8rem)_minmax(0,1fr)] gap-3">
      <dt className="mono text-text-muted [overflow-wrap:anywhere]">{column}</dt>
      <dd className={`flex min-w-0 items-start gap-1.5 ${severity ? STYLES[severity] : ''}`}>
        <span
          className={`min-w-0 [overflow-wrap:anywhere] ${severity ? 'underline decoration-2 underline-offset-4' : ''}`}
        >
          {value.trim() === '' ? <span className="text-2xs tracking-wide opacity-80">{t('grid.empty')}</span> : value}
        </span>
        {severity && (
          <StatusIcon
            tone={severity === 'error' ? 'error' : 'warning'}
            label={t(`grid.${severity}`)}
            className="mt-1 size-3.5"
          />
        )}
        {field === null && <Tag>{t('drawer.ignored')}</Tag>}
      </dd>
    </div>
  );
}
