'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import type { DataType } from '#lib/core/audience/data-type.ts';
import { isArray, scalarType } from '#lib/core/audience/rules/build-schema.ts';
import type { Comparand } from '#lib/core/audience/rules/operands.ts';
import type { ValueColumn } from './operand-props.ts';
import { parseComparand } from './parse-comparand.ts';
import { TimeInput } from './time-input.tsx';
import { ValueInput } from './value-input.tsx';

export interface ComparandInputProps {
  label: string;
  value: Comparand | undefined;
  type: DataType | undefined;
  column: ValueColumn | undefined;
  onChange: (value: Comparand | undefined) => void;
}

/** What a value is compared with, by its type. */
export function ComparandInput({ label, value, type, column, onChange }: ComparandInputProps) {
  const t = useTranslations('segment-editor');
  if (type === 'timestamp' || type === 'date') return <TimeInput label={label} value={value} onChange={onChange} />;
  if (type === 'boolean')
    return (
      <Select
        label={label}
        controlSize="sm"
        className="w-auto!"
        choices={BOOLEANS.map((name) => ({ value: name, label: t(`booleans.${name}`) }))}
        value={value === undefined ? null : String(value)}
        onValueChange={(chosen) => onChange(chosen === 'true')}
      />
    );
  const text = value === undefined ? '' : String(value);
  if (type === undefined || scalarType(type) === 'string')
    return (
      <ValueInput
        label={label}
        value={text}
        column={column}
        onChange={(next) => onChange(next === '' ? undefined : next)}
      />
    );
  const width = isArray(type) ? 'w-24!' : 'w-20!';
  return <NumberField label={label} value={text} className={width} onChange={onChange} />;
}

const BOOLEANS = ['true', 'false'] as const;

interface NumberFieldProps extends Pick<ComparandInputProps, 'label' | 'onChange'> {
  value: string;
  className: string;
}

function NumberField({ label, value, className, onChange }: NumberFieldProps) {
  const [text, setText] = useState('');
  // While a decimal is being typed, the text may hold more than the number, such as a trailing zero.
  const isValueOfText = text !== '' && String(parseComparand(text)) === value;
  return (
    <TextInput
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      controlSize="sm"
      tabularDigits
      className={className}
      value={isValueOfText ? text : value}
      onChange={({ target }) => {
        const typed = target.value.trim();
        setText(typed);
        onChange(parseComparand(typed));
      }}
    />
  );
}
