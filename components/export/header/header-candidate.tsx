import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { NO_HEADER_ROW } from '#lib/core/upload/file-format.ts';
import type { FirstRow } from '#lib/core/view/upload/first-row.ts';

export interface HeaderCandidateProps {
  row: FirstRow;
  /** Number of cells of the widest row. */
  columnCount: number;
  /** Undefined for JSONL, where no row names the columns. */
  choice: { name: string; chosenRow: number; disabled: boolean; onChoose: (row: number) => void } | undefined;
}

/** One of the file's first rows, which can be chosen as the header; with `NO_HEADER_ROW`, the choice of no header. */
export function HeaderCandidate({ row: { row, cells }, columnCount, choice }: HeaderCandidateProps) {
  const t = useTranslations('exports.header');
  const isNoHeader = row === NO_HEADER_ROW;
  const isHeader = choice?.chosenRow === row;
  const isAboveHeader = choice !== undefined && !isNoHeader && row < choice.chosenRow;
  const label = isNoHeader ? t('none') : t('row', { row });
  return (
    <tr className={isHeader ? 'bg-surface-selected' : undefined}>
      <th scope="row" className="h-row whitespace-nowrap border-border border-b px-3 text-start font-medium">
        {choice ? (
          <label className="flex min-h-target w-fit cursor-pointer items-center gap-2.5 has-disabled:cursor-not-allowed">
            <input
              type="radio"
              name={choice.name}
              checked={isHeader}
              disabled={choice.disabled}
              onChange={() => choice.onChoose(row)}
              className="size-4.5 flex-none accent-accent"
            />
            {label}
          </label>
        ) : (
          label
        )}
      </th>
      {cells.map((cell, index) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity
          key={index}
          colSpan={isNoHeader ? columnCount : undefined}
          title={cell}
          className={clsx(
            'h-row border-border border-b px-3',
            isNoHeader ? 'text-text-muted' : 'max-w-56 truncate',
            isHeader && !isNoHeader && 'font-semibold',
            isAboveHeader && 'text-text-faint',
          )}
        >
          {cell}
        </td>
      ))}
      {!isNoHeader && cells.length < columnCount && (
        <td colSpan={columnCount - cells.length} className="border-border border-b" />
      )}
    </tr>
  );
}
