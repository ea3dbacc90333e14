'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { exampleOf, type TargetDialogProps } from './target-dialog.ts';

const SEPARATORS = [' ', '-', '_', '/', ', ', 'T'];
const NOTHING = '';

/** Joins another column to the value of the column's first field. */
export function JoinDialog({ column, samples, targets, change, onClose }: TargetDialogProps) {
  const t = useTranslations('exports.match.join');
  const formId = useId();
  const [first] = targets;
  const [other, setOther] = useState(first?.join?.[0] ?? NOTHING);
  const [separator, setSeparator] = useState(first?.separator ?? ' ');
  const columns = samples.filter((sample) => sample.column !== column);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const join = other === NOTHING ? undefined : [other, ...(first?.join?.slice(1) ?? [])];
    change([{ column, at: 0, change: { join, part: undefined, separator: join && separator } }]);
    onClose();
  };
  const choices = columns.map((sample) => ({ value: sample.column, label: sample.column, mono: true }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={t('title', { column })}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t('use')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <Field label={t('other')}>
          <Combobox
            choices={[{ value: NOTHING, label: t('nothing') }, ...choices]}
            value={other}
            onValueChange={setOther}
            label={t('other')}
          />
        </Field>
        <Field label={t('separator')}>
          <Select
            choices={SEPARATORS.map((value) => ({ value, label: value === ' ' ? t('space') : value }))}
            value={separator}
            onValueChange={setSeparator}
          />
        </Field>
        {other !== NOTHING && (
          <p className="text-text-muted text-sm">
            {t('example')} <code className="text-text">{exampleOf(samples, [column, other], { separator })}</code>
          </p>
        )}
      </form>
    </Dialog>
  );
}
