import { ColumnTypeIcon } from '#components/results/column-type-icon.tsx';
import type { Option } from '#components/ui/forms/option.ts';
import type { QueryColumn } from '#lib/core/job/query.ts';

/** The columns of a table to choose from; a chosen one that the table lost stays visible. */
export function columnOptions(columns: readonly QueryColumn[], chosen = ''): readonly Option[] {
  const isLost = chosen !== '' && !columns.some(({ name }) => name === chosen);
  return [...columns, ...(isLost ? [{ name: chosen, type: '' }] : [])].map(({ name, type }) => ({
    value: name,
    label: name,
    icon: (
      <span className="-mr-2 flex-none">
        <ColumnTypeIcon type={type} />
      </span>
    ),
  }));
}
