'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { nextPath, previousPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { FirstRow } from './first-row.ts';
import { HeaderFormatFields } from './header-format-fields.tsx';
import { HeaderRows } from './header-rows.tsx';
import { RowShapes } from './row-shapes.tsx';
import { type Reread, useReread } from './use-reread.ts';

export interface HeaderStepProps {
  file: ExportFile;
  rows: readonly FirstRow[];
  /** The format can no longer change, as a job or table depends on it. */
  isInUse: boolean;
  reread: Reread;
}

/** The second step: the format of the file and its header row. */
export function HeaderStep({ file, rows, isInUse, reread }: HeaderStepProps) {
  const t = useTranslations('exports');
  const { change, pending, refusal } = useReread(file, reread);
  const shown = { ...file, ...pending };
  const disabled = isInUse || pending !== undefined;
  return (
    <>
      <ExportFileSide at="header" file={file} />
      <Sheet>
        <SheetHead title={t('header.title')} note={t('header.note')} actions={<ExportClose />} />
        <SheetBody>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            {isInUse && <Banner tone="info">{t('header.inUse')}</Banner>}
            {refusal !== undefined && (
              <Banner tone="error" live title={t('header.refused')}>
                {refusal || t('header.noAnswer')}
              </Banner>
            )}
            <HeaderRows file={shown} rows={rows} disabled={disabled} onChoose={(headerRow) => change({ headerRow })} />
            <RowShapes file={file} busy={pending !== undefined} />
            <HeaderFormatFields file={shown} disabled={disabled} onChange={change} />
          </div>
        </SheetBody>
        <SheetFoot>
          <ButtonLink href={previousPath(file.id, 'header')}>{t('back')}</ButtonLink>
          <ButtonLink variant="primary" className="wide:ml-auto" href={nextPath(file.id, 'header')}>
            {t('header.next')}
            <ArrowRight aria-hidden />
          </ButtonLink>
        </SheetFoot>
      </Sheet>
    </>
  );
}
