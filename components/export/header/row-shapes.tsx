import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { getJson } from '#components/http/request-json.ts';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { exportQueries } from '../export-queries.ts';

interface Shapes {
  readonly records: number;
  readonly short: number;
  readonly long: number;
  readonly unreadable: number;
}

/** The number of records with the current format, and how many do not fit the header. */
export function RowShapes({ file, busy }: { file: ExportFile; busy: boolean }) {
  const t = useTranslations('exports.header.shapes');
  const { id, encoding, format, delimiter, headerRow } = file;
  const { data, isError } = useQuery(
    {
      queryKey: ['shapes', id, encoding, format, delimiter, headerRow],
      queryFn: ({ signal }) => getJson<Shapes>(`/exports/new/${id}/shapes`, signal),
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueries,
  );
  const found = busy ? undefined : data;
  const issues = (['short', 'long', 'unreadable'] as const).filter((kind) => (found?.[kind] ?? 0) > 0);
  return (
    <div role="status" className="grid gap-1.5 text-sm">
      <p className="font-semibold">
        {found ? t('records', { count: found.records }) : t(isError && !busy ? 'failed' : 'counting')}
      </p>
      {issues.map((kind) => (
        <p key={kind} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2 text-text-muted">
          <StatusIcon tone="warning" className="mt-0.5 size-4 text-warning" />
          {t(kind, { count: found?.[kind] ?? 0 })}
        </p>
      ))}
      {found && issues.length === 0 && found.records > 0 && <p className="text-text-muted">{t('sound')}</p>}
    </div>
  );
}
