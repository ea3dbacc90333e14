'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { FormDialog } from '#components/ui/overlays/form-dialog.tsx';
import type { FieldTarget, Part } from '#lib/core/record/field-target.ts';
import { SeparatorField } from './separator-field.tsx';
import { exampleOf, type TargetDialogProps } from './target-dialog.ts';

const SEPARATORS = [' ', ',', ';', '/', '-', '_', '|'];
/** In the order of the menu; the texts have the same keys. */
const PARTS = { whole: undefined, first: 1, second: 2, last: -1, after: 'after_first', before: 'before_last' } as const;
type PartName = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as PartName[];

/** Gives each field of a column the whole value or a part of it. */
export function SplitDialog({ column, samples, targets, change, onClose }: TargetDialogProps) {
  const t = useTranslations('exports.match.split');
  const fieldText = useFieldText();
  const [separator, setSeparator] = useState(targets.find(({ part }) => part !== undefined)?.separator ?? ' ');
  const [parts, setParts] = useState(() => targets.map(({ part }) => part));
  const use = () =>
    change(targets.map((target, at) => ({ column, at, change: withPart(target, parts[at], separator) })));
  return (
    <FormDialog
      size="sm"
      title={t('title', { column })}
      description={targets.length === 1 ? t('oneField') : undefined}
      action={t('use')}
      onSubmit={use}
      onClose={onClose}
    >
      <SeparatorField label={t('separator')} choices={SEPARATORS} value={separator} onChange={setSeparator} />
      {targets.map(({ field, part: own }, at) => {
        const example = exampleOf(samples, [column], { part: parts[at], separator });
        // A mapping file may have a part that the menu does not offer.
        const choices = NAMES.map((name) => ({ part: PARTS[name] as Part | undefined, label: t(`parts.${name}`) }));
        if (typeof own === 'number' && !choices.some(({ part }) => part === own))
          choices.push({ part: own, label: t('numbered', { number: own }) });
        return (
          <Field key={field} label={fieldText(field)} help={t('example', { value: example || t('nothing') })}>
            <Select
              choices={choices.map(({ part, label }) => ({ value: String(part), label }))}
              value={String(parts[at])}
              onValueChange={(value) =>
                setParts(parts.with(at, choices.find(({ part }) => String(part) === value)?.part))
              }
            />
          </Field>
        );
      })}
    </FormDialog>
  );
}

/** A split value is not joined, and the whole value needs no separator unless it is joined. */
function withPart({ join }: FieldTarget, part: Part | undefined, separator: string): Partial<FieldTarget> {
  if (part !== undefined) return { part, join: undefined, separator };
  return join ? {} : { part, separator: undefined };
}
