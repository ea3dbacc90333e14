'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFieldText } from '#components/connector/use-field-name.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { Select } from '#components/ui/forms/select.tsx';
import { FormDialog } from '#components/ui/overlays/form-dialog.tsx';
import type { ColumnProfile } from '#lib/core/matching/column-profile.ts';
import { initialParts } from '#lib/core/matching/initial-parts.ts';
import { type FieldTarget, MAX_PART, type Part } from '#lib/core/record/field-target.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { NO_FIELD } from '../table/match-choices.ts';
import { SeparatorField } from './separator-field.tsx';
import { exampleOf } from './target-dialog.ts';

const SEPARATORS = [' ', ',', ';', '/', '-', '_', '|'];
/** In the order of the menu; the texts have the same keys. */
const PARTS = {
  whole: undefined,
  first: 1,
  second: 2,
  last: -1,
  after: 'after_first',
  before: 'before_last',
  given: 'given_names',
  family: 'family_name',
} as const;
type PartName = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as PartName[];

export interface SplitDialogProps extends Pick<ExportMapping, 'split' | 'connector'> {
  column: string;
  samples: readonly ColumnSample[];
  profile: ColumnProfile | undefined;
  /** What the column feeds; nothing if it has no field yet. */
  targets: readonly FieldTarget[];
  choices: readonly OptionGroup[];
  onClose: () => void;
}

/**
 * Gives each part of a column's value a field. For people's names, it suggests a first and a last name, in the order of
 * their language.
 */
export function SplitDialog({
  column,
  samples,
  profile,
  targets,
  choices,
  split,
  connector,
  onClose,
}: SplitDialogProps) {
  const t = useTranslations('exports.match.split');
  const fieldText = useFieldText();
  const [initial] = useState(() => {
    const values = samples.find((sample) => sample.column === column)?.values ?? [];
    return initialParts(connector.fields, { column, targets, values, profile });
  });
  const [separator, setSeparator] = useState(initial.separator);
  const [parts, setParts] = useState(initial.targets);
  const change = (fieldIndex: number, changed: Partial<FieldTarget>) =>
    setParts(parts.map((part, index) => (index === fieldIndex ? { ...part, ...changed } : part)));
  const apply = () =>
    split(
      column,
      parts.filter(({ field }) => field !== NO_FIELD).map((target) => withSeparator(target, separator)),
    );
  const words = profile?.words;
  return (
    <FormDialog title={t('title', { column })} action={t('use')} onSubmit={apply} onClose={onClose}>
      <SeparatorField label={t('separator')} choices={SEPARATORS} value={separator} onChange={setSeparator} />
      {parts.map((target, fieldIndex) => {
        const { field, part } = target;
        const example = exampleOf(samples, [column], { part, separator });
        // A mapping file may have a part that the menu does not offer.
        const options = PART_NAMES.map((name) => ({
          part: PARTS[name] as Part | undefined,
          label: t(`parts.${name}`),
        }));
        if (typeof part === 'number' && !options.some((option) => option.part === part))
          options.push({ part, label: t('numbered', { number: part }) });
        const label = field === NO_FIELD ? t('numbered', { number: fieldIndex + 1 }) : fieldText(field);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are never reordered
          <div key={fieldIndex} className="grid wide:grid-cols-2 items-start gap-x-4 gap-y-2">
            <Field label={t('fieldOf', { number: fieldIndex + 1 })}>
              <Combobox
                choices={withField(choices, field, fieldText)}
                label={t('fieldOf', { number: fieldIndex + 1 })}
                value={field}
                onValueChange={(name) => change(fieldIndex, { field: name })}
              />
            </Field>
            <Field label={label} help={t('example', { value: example || t('nothing') })}>
              <Select
                choices={options.map((option) => ({ value: String(option.part), label: option.label }))}
                value={String(part)}
                onValueChange={(value) =>
                  change(fieldIndex, { part: options.find((option) => String(option.part) === value)?.part })
                }
              />
            </Field>
          </div>
        );
      })}
      {parts.length < MAX_PART && (
        <LinkButton
          className="justify-self-start text-sm"
          icon={<Plus aria-hidden />}
          onClick={() => setParts([...parts, { field: NO_FIELD, part: parts.length + 1 }])}
        >
          {t('another')}
        </LinkButton>
      )}
      {words && separator === ' ' && words.comma > 0 && (
        <p className="text-sm text-warning">{t('mixed', { count: words.comma, all: words.textCount })}</p>
      )}
    </FormDialog>
  );
}

/** Adds a field that is not among the choices, such as one that the column already feeds. */
function withField(
  choices: readonly OptionGroup[],
  field: string,
  fieldText: (code: string) => string,
): readonly OptionGroup[] {
  const isOffered = choices.some(({ options }) => options.some(({ value }) => value === field));
  return isOffered ? choices : [{ label: '', options: [{ value: field, label: fieldText(field) }] }, ...choices];
}

/**
 * For a part of the value, sets the separator and removes the join. For a whole value that is not joined, removes the
 * separator.
 */
function withSeparator(target: FieldTarget, separator: string): FieldTarget {
  if (target.part !== undefined) return { ...target, join: undefined, separator };
  return target.join ? target : { ...target, separator: undefined };
}
