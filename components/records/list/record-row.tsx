import { useFormatter, useTranslations } from 'next-intl';
import {
  columnKey,
  type ListedColumn,
  type ListedRecord,
  mainIssues,
  severityAt,
} from '#components/record/listed-record.ts';
import { Num } from '#components/ui/text/num.tsx';
import type { ShownCell } from '#lib/core/view/record-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { RecordCell } from './record-cell.tsx';
import { RecordLink } from './record-link.tsx';
import { useReasons } from './use-reasons.ts';

export interface RecordRowProps {
  record: ListedRecord;
  columns: readonly ListedColumn[];
  /** Undefined while loading, null if unavailable. */
  cells: readonly ShownCell[] | null | undefined;
  constants: readonly ShownCell[];
  isCurrent: boolean;
  href: string;
  onOpen: () => void;
}

export function RecordRow({ record: listed, columns, cells, constants, isCurrent, href, onOpen }: RecordRowProps) {
  const t = useTranslations('records.grid');
  const format = useFormatter();
  const reasons = useReasons()(listed);
  const issueColumns = format.list([...new Set(mainIssues(listed).flatMap(({ column }) => column ?? []))], LIST_FORMAT);
  const valueAt = ({ column, isConstant }: ListedColumn) => {
    if (!cells) return cells;
    // A constant may have the name of a column of the file that feeds another field.
    return (isConstant ? constants : cells).find((cell) => cell.column === column)?.value ?? '';
  };
  return (
    // The whole row is clickable; keyboard and screen readers use the link.
    <tr aria-selected={isCurrent || undefined} onClick={onOpen} className="cursor-pointer">
      <th scope="row" className="sticky left-0 z-1 bg-surface-sunken text-end! font-normal">
        <RecordLink href={href} isCurrent={isCurrent} onOpen={onOpen} label={t('open', { record: listed.record })}>
          <Num value={listed.record} />
        </RecordLink>
      </th>
      <td className="text-end text-text-faint text-xs tabular-nums">
        <Num value={listed.line} />
      </td>
      <td>
        <OutcomeBadge status={listed.status} plain />
      </td>
      <td className="text-text-muted" title={reasons}>
        <span className="line-clamp-2 whitespace-normal [overflow-wrap:anywhere]">{reasons}</span>
      </td>
      <td className="mono text-text-muted" title={issueColumns}>
        {issueColumns}
      </td>
      {columns.map((each) => (
        <RecordCell key={columnKey(each)} value={valueAt(each)} severity={severityAt(listed.issues, each.column)} />
      ))}
    </tr>
  );
}
