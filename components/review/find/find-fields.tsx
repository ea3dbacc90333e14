'use client';

import { useTranslations } from 'next-intl';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { useValueChoices } from '#components/connector/use-value-choices.ts';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { FIND_METHODS, type Replacing } from '#lib/core/review/replacing.ts';
import type { GridColumn } from '../grid/review-columns.ts';
import type { ReviewContext } from '../review-context.ts';

export interface FindFieldsProps {
  context: ReviewContext;
  replacing: Replacing;
  onChange: (next: Replacing) => void;
  /** Why the pattern is refused. */
  error: string | undefined;
}

/** What to find and what to replace it with, or the value for empty cells. */
export function FindFields({ context: { columns }, replacing, onChange, error }: FindFieldsProps) {
  const t = useTranslations('review.find');
  const textOf = useFieldText();
  const mapped = columns.filter(({ field }) => field !== undefined);
  const column = mapped.find((each) => each.column === replacing.column);
  return (
    <>
      <Segmented
        label={t('modes.label')}
        options={[
          { value: 'find', label: t('modes.find') },
          { value: 'fill', label: t('modes.fill') },
        ]}
        value={replacing.kind}
        onValueChange={(kind) => onChange(asKind(kind, replacing))}
      />
      <Field label={t('column')}>
        <Select
          value={replacing.column}
          onValueChange={(next) => onChange({ ...replacing, column: next })}
          choices={mapped.map(({ column, field = '' }) => ({ value: column, label: column, detail: textOf(field) }))}
        />
      </Field>
      {replacing.kind === 'fill' ? (
        <NewValue
          label={t('value')}
          help={t('valueHelp')}
          column={column}
          value={replacing.value}
          error={error}
          onChange={(value) => onChange({ ...replacing, value })}
        />
      ) : (
        <>
          <div className="grid gap-2">
            <Field label={t('find')} help={t(`help.${replacing.how}`)} error={error}>
              <TextInput
                autoFocus
                value={replacing.find}
                autoComplete="off"
                spellCheck={false}
                className={replacing.how === 'pattern' ? 'mono' : ''}
                onFocus={({ target }) => target.select()}
                onChange={({ target }) => onChange({ ...replacing, find: target.value })}
              />
            </Field>
            <Segmented
              label={t('how')}
              options={FIND_METHODS.map((value) => ({ value, label: t(`methods.${value}`) }))}
              value={replacing.how}
              onValueChange={(how) => onChange({ ...replacing, how })}
            />
          </div>
          <NewValue
            label={t('to')}
            help={t(replacing.how === 'pattern' ? 'toHelpPattern' : 'toHelp')}
            column={replacing.how === 'whole' ? column : undefined}
            value={replacing.to}
            onChange={(to) => onChange({ ...replacing, to })}
          />
        </>
      )}
    </>
  );
}

function asKind(kind: Replacing['kind'], { column }: Replacing): Replacing {
  if (kind === 'fill') return { kind, column, value: '' };
  return { kind, column, how: 'whole', find: '', to: '' };
}

interface NewValueProps {
  label: string;
  help: string;
  /** The column whose allowed values are offered; undefined for a part of a value. */
  column: GridColumn | undefined;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A new value: any text, or one of the values that the field allows. */
function NewValue({ label, help, column, value, error, onChange }: NewValueProps) {
  const t = useTranslations('review.find');
  const choices = useValueChoices(column?.fieldWithChoices);
  return (
    <div className="grid gap-2">
      <Field label={label} help={help} error={error}>
        <TextInput
          value={value}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
        />
      </Field>
      {choices.length > 0 && (
        <Combobox
          controlSize="sm"
          label={t('allowed')}
          placeholder={t('allowed')}
          choices={choices}
          value={value}
          onValueChange={onChange}
        />
      )}
    </div>
  );
}
