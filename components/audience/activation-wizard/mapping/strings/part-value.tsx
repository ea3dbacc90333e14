'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import type { StringParameter } from '#lib/core/audience/activation/activation.ts';
import { stringOf } from '#lib/core/audience/activation/built-string.ts';
import { buildString } from '#lib/core/audience/activation/string-builder.ts';
import { clamp } from '#lib/core/clamp.ts';
import { useStringContext } from '../../compatibility/use-compatibility.ts';
import { useWizard } from '../../wizard-context.ts';

export interface PartValueProps {
  part: StringParameter;
  name: string;
  field: string;
  onChange: (part: StringParameter) => void;
}

/** What a part is: a text, the format of a time, the ID or name of the segment, or the ID of its parent segment. */
export function PartValue({ part, ...props }: PartValueProps) {
  const context = useStringContext();
  if (part.type === 'String') return <TextValue part={part} {...props} />;
  if (part.type === 'Timestamp') return <TimeFormat part={part} {...props} />;
  return (
    <span className="max-w-48 truncate px-2 text-sm text-text-muted" title={buildString(stringOf([part]), context)}>
      {buildString(stringOf([part]), context)}
    </span>
  );
}

type OfType<Type> = Omit<PartValueProps, 'part'> & { part: Extract<StringParameter, { type: Type }> };

/** The text of a part. If its field has a fixed set of values, they are suggested. */
function TextValue({ part, name, field, onChange }: OfType<'String'>) {
  const t = useTranslations('activation-wizard.strings');
  const listId = useId();
  const { connector } = useWizard();
  const choices = connector.fields.find(({ name: fieldName }) => fieldName === field.trim().toLowerCase())?.choices;
  return (
    <>
      <TextInput
        data-string-value
        controlSize="sm"
        className="min-w-0"
        style={{ width: widthOf(part.string, 6) }}
        aria-label={t('textOf', { name })}
        autoComplete="off"
        spellCheck={false}
        list={choices ? listId : undefined}
        value={part.string}
        onChange={({ target }) => onChange({ ...part, string: target.value })}
      />
      {choices && (
        <datalist id={listId}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </>
  );
}

const MAX_CHARS = 28;

/** The width of the text, within limits, plus the padding. */
function widthOf(text: string, minChars: number): string {
  return `calc(${clamp(text.length, minChars, MAX_CHARS)}ch + 2.25rem)`;
}

const FORMATS = ['unix', 'iso8601'] as const;
const INITIAL_PATTERN = 'YYYYMMDD';

function TimeFormat({ part, name, onChange }: OfType<'Timestamp'>) {
  const t = useTranslations('activation-wizard.strings');
  const namedFormat = FORMATS.find((format) => format === part.format);
  return (
    <>
      <Select
        controlSize="sm"
        className="w-auto!"
        label={t('formatOf', { name })}
        choices={[...FORMATS, 'pattern' as const].map((value) => ({ value, label: t(`formats.${value}`) }))}
        value={namedFormat ?? 'pattern'}
        onValueChange={(next) => onChange({ ...part, format: next === 'pattern' ? INITIAL_PATTERN : next })}
      />
      {namedFormat === undefined && (
        <TextInput
          tabularDigits
          controlSize="sm"
          className="mono"
          style={{ width: widthOf(part.format, 8) }}
          aria-label={t('patternOf', { name })}
          title={t('patternHelp')}
          autoComplete="off"
          spellCheck={false}
          value={part.format}
          onChange={({ target }) => onChange({ ...part, format: target.value })}
        />
      )}
    </>
  );
}
