'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { buildString } from '#lib/core/audience/activation/string-builder.ts';
import { useCompatibility, useStringContext } from '../../compatibility/use-compatibility.ts';
import { useWizard } from '../../wizard-context.ts';
import { OutputName } from '../output-name.tsx';
import { ReorderHandle } from '../reorder/reorder-handle.tsx';
import type { StringColumn } from './string-column.ts';
import { StringParts } from './string-parts.tsx';

export interface StringRowProps {
  column: StringColumn;
  path: string;
  index: number;
  count: number;
  onMove: (to: number) => void;
  onChange: (next: Partial<StringColumn>) => void;
  onRemove: () => void;
}

/** A built string: its current text, its name in the output, and its parts. */
export function StringRow({ column, path, index, count, onMove, onChange, onRemove }: StringRowProps) {
  const t = useTranslations('activation-wizard.strings');
  const columnText = useTranslations('activation-wizard.columns');
  const { errorAt } = useWizard();
  const { same } = useCompatibility();
  const text = buildString(column.source, useStringContext());
  const nameError = errorAt(`${path}.column`);
  const error = nameError ?? errorAt(`${path}.source`);
  const isSameInEveryRow = same.some((other) => other.column === column.column);
  const name = column.column || t('unnamed', { number: index + 1 });
  return (
    <li data-reorder-item className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <div className="grid grid-cols-[1.5rem_minmax(0,1fr)_1rem_minmax(0,14rem)_2rem] items-center gap-x-2.5 gap-y-1 max-wide:grid-cols-[1.5rem_minmax(0,1fr)_2rem] max-wide:gap-y-2">
        <ReorderHandle name={name} index={index} count={count} onMove={onMove} />
        <span className="flex min-w-0 flex-wrap items-center gap-2 text-sm">
          <output aria-label={t('previewOf', { name })} className="mono [overflow-wrap:anywhere]">
            {text === '' ? <span className="text-text-faint">{t('empty')}</span> : text}
          </output>
          {isSameInEveryRow && <Badge tone="warning">{t('same')}</Badge>}
        </span>
        <OutputName
          sourceName={name}
          shownName={name}
          value={column.column}
          placeholder={columnText('output')}
          error={error}
          isInvalid={nameError !== undefined}
          onChange={(next) => onChange({ column: next })}
          onRemove={onRemove}
        />
      </div>
      <StringParts column={column} name={name} onChange={(source) => onChange({ source })} />
    </li>
  );
}
