import { ColumnTypeIcon } from '#components/results/column-type-icon.tsx';
import type { Option, OptionGroup } from '#components/ui/forms/option.ts';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import type { DataType } from '#lib/core/audience/data-type.ts';

export type BuiltColumn = BuiltTable['columns'][number];

/** For each type of the build, the engine's type whose symbol is shown. */
const ENGINE_TYPES: Record<DataType, string> = {
  string: 'VARCHAR',
  number: 'DOUBLE',
  timestamp: 'TIMESTAMP',
  date: 'DATE',
  boolean: 'BOOLEAN',
  string_array: 'VARCHAR[]',
  number_array: 'DOUBLE[]',
};

export function BuiltTypeIcon({ type }: { type: DataType }) {
  return <ColumnTypeIcon type={ENGINE_TYPES[type]} />;
}

function optionOf({ name, type }: BuiltColumn): Option {
  const icon = (
    <span className="-mr-2 flex-none">
      <BuiltTypeIcon type={type} />
    </span>
  );
  return { value: name, label: name, icon };
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
