'use client';

import { CirclePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { stringOf } from '#lib/core/audience/activation/built-string.ts';
import { CardFrame } from '../../../wizard/tables/card-frame.tsx';
import { useWizard } from '../../wizard-context.ts';
import { withKind } from '../output-columns.ts';
import { moved } from '../reorder/moved.ts';
import { useNewIds } from '../use-new-ids.ts';
import { isStringColumn, type StringColumn } from './string-column.ts';
import { StringRow } from './string-row.tsx';

/** Columns that have the same text in every row. */
export function StringBuilder() {
  const t = useTranslations('activation-wizard.strings');
  const { output, changeOutput } = useWizard();
  const newIds = useNewIds();
  const [isOpen, setOpen] = useState(true);
  const strings = output.columns.filter(isStringColumn);
  const change = (next: readonly StringColumn[]) =>
    changeOutput({ ...output, columns: withKind(output.columns, next, isStringColumn) });
  const add = () =>
    change([...strings, { id: newIds(1)[0], column: '', source: stringOf([{ type: 'String', string: '' }]) }]);
  return (
    <CardFrame title={t('title')} note={t('note')} isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {strings.length > 0 && (
          <ul
            data-reorder-list
            className="grid grid-cols-[minmax(0,1fr)] gap-4 [&>li+li]:border-border [&>li+li]:border-t [&>li+li]:pt-4"
          >
            {strings.map((column, index) => (
              <StringRow
                key={column.id}
                column={column}
                path={`output.columns.${output.columns.indexOf(column)}`}
                index={index}
                count={strings.length}
                onMove={(to) => change(moved(strings, index, to))}
                onChange={(next) => change(strings.with(index, { ...column, ...next }))}
                onRemove={() => change(strings.toSpliced(index, 1))}
              />
            ))}
          </ul>
        )}
        <LinkButton className="justify-self-start text-sm wide:ml-8.5" icon={<CirclePlus aria-hidden />} onClick={add}>
          {t('add')}
        </LinkButton>
      </div>
    </CardFrame>
  );
}
