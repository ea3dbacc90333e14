import { useFormatter, useTranslations } from 'next-intl';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { Shapes } from './use-shapes.ts';

export interface RowShapesProps {
  shapes: Shapes | undefined;
  isFailed: boolean;
  /** Names that were numbered, because several columns have them. */
  numbered: readonly string[];
}

/** The number of records in the current format, and what is unusual about the file. */
export function RowShapes({ shapes, isFailed, numbered }: RowShapesProps) {
  const t = useTranslations('exports.header.shapes');
  const format = useFormatter();
  const unusual = (['short', 'long', 'unreadable'] as const).filter((kind) => (shapes?.[kind] ?? 0) > 0);
  const notes = [
    ...unusual.map((kind) => t(kind, { count: shapes?.[kind] ?? 0 })),
    ...(shapes && shapes.totalRecord !== null ? [t('total', { record: shapes.totalRecord })] : []),
    ...(numbered.length > 0
      ? [t('numbered', { names: format.list(numbered, LIST_FORMAT), count: numbered.length })]
      : []),
  ];
  return (
    <div role="status" className="grid gap-1.5 text-sm">
      <p className="font-semibold">
        {shapes ? t('records', { count: shapes.records }) : t(isFailed ? 'failed' : 'counting')}
      </p>
      {notes.map((note) => (
        <p key={note} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2 text-text-muted">
          <StatusIcon tone="warning" className="mt-0.5 size-4 text-warning" />
          {note}
        </p>
      ))}
      {shapes && unusual.length === 0 && shapes.records > 0 && <p className="text-text-muted">{t('sound')}</p>}
    </div>
  );
}
