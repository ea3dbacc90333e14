import { FileSpreadsheet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { NEW_EXPORT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import type { WorkbookReading } from '#lib/core/upload/workbook.ts';

/** The uploaded workbook, with a link to replace it. */
export function WorkbookFile({ file, calendar }: { file: ExportFile } & Pick<WorkbookReading, 'calendar'>) {
  const t = useTranslations('exports.sheet');
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-border bg-surface-sunken p-4">
      <Tile>
        <FileSpreadsheet />
      </Tile>
      <p className="min-w-48 flex-1">
        <b className="block font-semibold [overflow-wrap:anywhere]">{file.name}</b>
        <span className="text-sm text-text-muted">
          {t.rich('workbook', { bytes: () => <Bytes value={file.bytes} />, year: String(calendar) })}
        </span>
      </p>
      <Badge tone="success">{t('uploaded')}</Badge>
      <ButtonLink size="sm" href={NEW_EXPORT}>
        {t('replace')}
      </ButtonLink>
    </div>
  );
}
