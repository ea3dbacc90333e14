'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { FormDialog } from '#components/ui/overlays/form-dialog.tsx';
import { type FieldTarget, MAX_JOINED } from '#lib/core/record/field-target.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { SeparatorField } from './separator-field.tsx';
import { exampleOf, joinChange, NOTHING_JOINED } from './target-dialog.ts';

const SEPARATORS = [' ', '-', '_', '/', ', ', 'T'];

export interface JoinDialogProps extends Pick<ExportMapping, 'join'> {
  column: string;
  samples: readonly ColumnSample[];
  /** The field whose value is joined. */
  target: FieldTarget | undefined;
  /** The position of `target` among the fields that the column feeds. */
  fieldIndex: number;
  onClose: () => void;
}

/** Joins other columns to the value of one of the column's fields. */
export function JoinDialog({ column, samples, target, fieldIndex, join, onClose }: JoinDialogProps) {
  const t = useTranslations('exports.match.join');
  const [others, setOthers] = useState<readonly string[]>(target?.join ?? [NOTHING_JOINED]);
  const [separator, setSeparator] = useState(target?.separator ?? ' ');
  const targetChange = joinChange(target, others, separator);
  const apply = () => {
    if (targetChange) join({ column, fieldIndex, change: targetChange });
  };
  const choicesOf = (other: string) => {
    const free = samples.filter((sample) => sample.column !== column && !others.includes(sample.column));
    const names = [...(other === NOTHING_JOINED ? [] : [other]), ...free.map((sample) => sample.column)];
    return [
      { value: NOTHING_JOINED, label: t('nothing') },
      ...names.map((name) => ({ value: name, label: name, mono: true })),
    ];
  };
  return (
    <FormDialog size="sm" title={t('title', { column })} action={t('use')} onSubmit={apply} onClose={onClose}>
      {others.map((other, index) => {
        const label = index === 0 ? t('other') : t('further', { number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns are never reordered
          <Field key={index} label={label}>
            <Combobox
              choices={choicesOf(other)}
              value={other}
              onValueChange={(name) => setOthers(others.with(index, name))}
              label={label}
            />
          </Field>
        );
      })}
      {others.length < MAX_JOINED && !others.includes(NOTHING_JOINED) && (
        <LinkButton
          className="justify-self-start text-sm"
          icon={<Plus aria-hidden />}
          onClick={() => setOthers([...others, NOTHING_JOINED])}
        >
          {t('another')}
        </LinkButton>
      )}
      <SeparatorField label={t('separator')} choices={SEPARATORS} value={separator} onChange={setSeparator} />
      {targetChange?.join && (
        <p className="text-sm text-text-muted">
          {t('example')}{' '}
          <code className="text-text">{exampleOf(samples, [column, ...targetChange.join], { separator })}</code>
        </p>
      )}
    </FormDialog>
  );
}
