'use client';

import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { DataTypeGlyph } from './data-type-glyph.tsx';

export interface ColumnChoiceProps {
  label: string;
  columns: BuiltTable['columns'];
  value: string;
  onChange: (column: string) => void;
}

/** A column of a behavior, or of the customers. One that the build lost stays visible. */
export function ColumnChoice({ label, columns, value, onChange }: ColumnChoiceProps) {
  const isLost = value !== '' && columns.every(({ name }) => name !== value);
  const options = columns.map(({ name, type }) => ({ value: name, label: name, icon: <DataTypeGlyph type={type} /> }));
  return (
    <Combobox
      label={label}
      controlSize="sm"
      className="w-auto!"
      choices={isLost ? [...options, { value, label: value, icon: <DataTypeGlyph type={undefined} /> }] : options}
      value={value === '' ? null : value}
      onValueChange={onChange}
    />
  );
}
