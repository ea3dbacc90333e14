import { useTranslations } from 'next-intl';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import type { WorkbookReading } from '#lib/core/upload/workbook.ts';

/** What a person may not expect in a sheet: hidden rows and columns, and cells that are read as empty. */
export function WorkbookNotes({ workbook }: { workbook: WorkbookReading }) {
  const t = useTranslations('exports.sheet.notes');
  const { hiddenRows, hiddenColumns, errorCells, uncomputedCells } = workbook;
  const notes = [
    hiddenRows > 0 && t('hiddenRows', { count: hiddenRows }),
    hiddenColumns.length > 0 && t('hiddenColumns', { count: hiddenColumns.length }),
    errorCells > 0 && t('errors', { count: errorCells }),
    uncomputedCells > 0 && t('uncomputed', { count: uncomputedCells }),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <ul aria-label={t('title')} className="grid gap-1.5 text-sm">
      {notes.map((note) => (
        <li key={note} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2 text-text-muted">
          <StatusIcon tone="warning" className="mt-0.5 size-4 text-warning" />
          {note}
        </li>
      ))}
    </ul>
  );
}
