'use client';

import { useTranslations } from 'next-intl';
import { DataTypeGlyph } from '#components/audience/data-type-glyph.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';

export interface ColumnChoiceProps {
  label: string;
  columns: BuiltTable['columns'];
  value: string;
  onChange: (column: string) => void;
}

/** A column of a behavior, or of the customers. A chosen column that the build lost stays visible. */
export function ColumnChoice({ label, columns, value, onChange }: ColumnChoiceProps) {
  const t = useTranslations('segment-editor.lost');
  const isLost = value !== '' && columns.every(({ name }) => name !== value);
  const known = columns.map(({ name, type }) => ({ value: name, label: name, icon: <DataTypeGlyph type={type} /> }));
  const lost = { value, label: t('column', { name: value }), icon: <DataTypeGlyph type={undefined} /> };
  return (
    <Combobox
      label={label}
      controlSize="sm"
      className="w-auto!"
      warning={isLost}
      choices={isLost ? [...known, lost] : known}
      value={value === '' ? null : value}
      onValueChange={onChange}
    />
  );
}
