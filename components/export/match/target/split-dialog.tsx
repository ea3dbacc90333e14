'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { Part } from '#lib/core/record/field-target.ts';
import { exampleOf, type TargetDialogProps } from './target-dialog.ts';

const SEPARATORS = [' ', ',', ';', '/', '-', '_', '|'];
const WHOLE = 'whole';
/** In the order of the menu; the texts have the same keys. */
const PARTS = { whole: undefined, first: 1, second: 2, last: -1, after: 'after_first', before: 'before_last' } as const;
type PartName = keyof typeof PARTS;

/** Gives each field of a column the whole value or a part of it. */
export function SplitDialog({ column, samples, targets, change, onClose }: TargetDialogProps) {
  const t = useTranslations('exports.match.split');
  const fieldText = useFieldText();
  const formId = useId();
  const [separator, setSeparator] = useState(targets.find(({ part }) => part !== undefined)?.separator ?? ' ');
  const [parts, setParts] = useState<readonly PartName[]>(() => targets.map(({ part }) => nameOf(part)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change(
      targets.map((_, at) => {
        const part = PARTS[parts[at] ?? WHOLE];
        return { column, at, change: { part, ...(part !== undefined && { join: undefined, separator }) } };
      }),
    );
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={t('title', { column })}
      description={targets.length === 1 ? t('oneField') : undefined}
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
        <Field label={t('separator')}>
          <Select
            choices={SEPARATORS.map((value) => ({ value, label: value === ' ' ? t('space') : value }))}
            value={separator}
            onValueChange={setSeparator}
          />
        </Field>
        {targets.map(({ field }, at) => (
          <Field
            key={field}
            label={fieldText(field)}
            help={t('example', {
              value: exampleOf(samples, [column], { part: PARTS[parts[at] ?? WHOLE], separator }) || t('nothing'),
            })}
          >
            <Select
              choices={(Object.keys(PARTS) as PartName[]).map((value) => ({ value, label: t(`parts.${value}`) }))}
              value={parts[at] ?? WHOLE}
              onValueChange={(value) => setParts(parts.with(at, value as PartName))}
            />
          </Field>
        ))}
      </form>
    </Dialog>
  );
}

function nameOf(part: Part | undefined): PartName {
  return (Object.keys(PARTS) as PartName[]).find((name) => PARTS[name] === part) ?? WHOLE;
}
