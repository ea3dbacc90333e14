'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { FormDialog } from '#components/ui/overlays/form-dialog.tsx';
import { SeparatorField } from './separator-field.tsx';
import { exampleOf, type TargetDialogProps } from './target-dialog.ts';

const SEPARATORS = [' ', '-', '_', '/', ', ', 'T'];
const NOTHING = '';

/** Joins another column to the value of the column's first field. */
export function JoinDialog({ column, samples, targets, change, onClose }: TargetDialogProps) {
  const t = useTranslations('exports.match.join');
  const [first] = targets;
  const [other, setOther] = useState(first?.join?.[0] ?? NOTHING);
  const [separator, setSeparator] = useState(first?.separator ?? ' ');
  const columns = samples.filter((sample) => sample.column !== column);
  const join = other === NOTHING ? undefined : [other, ...(first?.join?.slice(1) ?? [])];
  const apply = () => {
    // A value that is still not joined keeps the part that a split has chosen.
    if (!join && !first?.join) return;
    change([{ column, at: 0, change: { join, part: undefined, separator: join && separator } }]);
  };
  const choices = columns.map((sample) => ({ value: sample.column, label: sample.column, mono: true }));
  return (
    <FormDialog size="sm" title={t('title', { column })} action={t('use')} onSubmit={apply} onClose={onClose}>
      <Field label={t('other')}>
        <Combobox
          choices={[{ value: NOTHING, label: t('nothing') }, ...choices]}
          value={other}
          onValueChange={setOther}
          label={t('other')}
        />
      </Field>
      <SeparatorField label={t('separator')} choices={SEPARATORS} value={separator} onChange={setSeparator} />
      {join && (
        <p className="text-sm text-text-muted">
          {t('example')} <code className="text-text">{exampleOf(samples, [column, ...join], { separator })}</code>
        </p>
      )}
    </FormDialog>
  );
}
