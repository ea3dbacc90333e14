import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Num } from '#components/ui/text/num.tsx';
import type { GridKeys } from './use-grid-keys.ts';

export interface ResultRowProps {
  row: number;
  cells: readonly (string | null)[];
  keys: GridKeys;
}

export function ResultRow({ row, cells, keys: { at, focus, copyRow } }: ResultRowProps) {
  const t = useTranslations('workbench.grid');
  return (
    <tr aria-rowindex={row + 2} className="group">
      <th
        scope="row"
        className="sticky left-0 z-1 bg-surface-sunken px-0! text-end! font-normal text-text-muted text-xs"
      >
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('copyRow', { row: row + 1 })}
          title={t('copyRow', { row: row + 1 })}
          onClick={() => copyRow(row)}
          className="inline-flex size-full items-center justify-end gap-1 px-2"
        >
          <Copy aria-hidden className="size-3 opacity-0 group-hover:opacity-100" />
          <Num value={row + 1} />
        </button>
      </th>
      {cells.map((value, column) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is identified by its position
          key={column}
          data-cell={`${row} ${column}`}
          tabIndex={at.row === row && at.column === column ? 0 : -1}
          title={value ?? undefined}
          onFocus={() => focus({ row, column })}
        >
          {value === null ? <span className="text-text-faint">NULL</span> : value}
        </td>
      ))}
    </tr>
  );
}
