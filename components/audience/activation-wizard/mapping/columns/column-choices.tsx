import { DataTypeGlyph } from '#components/audience/data-type-glyph.tsx';
import type { Option, OptionGroup } from '#components/ui/forms/option.ts';
import type { BuiltTable } from '#lib/core/audience/build.ts';

export type BuiltColumn = BuiltTable['columns'][number];

function optionOf({ name, type }: BuiltColumn): Option {
  return { value: name, label: name, icon: <DataTypeGlyph type={type} /> };
}

/** The columns of a table of the build under their headings; a chosen one that the build lost stays visible. */
export function columnChoices(columns: readonly BuiltColumn[], chosen = ''): readonly OptionGroup[] {
  const isLost = chosen !== '' && !columns.some(({ name }) => name === chosen);
  const groups = [...Map.groupBy(columns, ({ group }) => group)];
  return [
    ...groups.map(([label, members]) => ({ label, options: members.map(optionOf) })),
    ...(isLost ? [{ label: '', options: [{ value: chosen, label: chosen }] }] : []),
  ];
}
