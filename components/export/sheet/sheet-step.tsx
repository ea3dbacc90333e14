'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { ExportSide } from '#components/export-steps/export-side.tsx';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { nextPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { WorkbookReading } from '#lib/core/upload/workbook.ts';
import type { FirstRow } from '#lib/core/view/upload/first-row.ts';
import { type Reread, useReread } from '../header/use-reread.ts';
import { WorkbookNotes } from '../header/workbook-notes.tsx';
import { SheetChoice } from './sheet-choice.tsx';
import { SheetPreview } from './sheet-preview.tsx';
import { WorkbookFile } from './workbook-file.tsx';

export interface SheetStepProps {
  file: ExportFile;
  workbook: WorkbookReading;
  rows: readonly FirstRow[];
  /** The sheet can no longer change, because a job or a person's fixes depend on it. */
  isInUse: boolean;
  reread: Reread;
}

/** The end of the first step for a workbook: the choice of the sheet with the events. */
export function SheetStep({ file, workbook, rows, isInUse, reread }: SheetStepProps) {
  const t = useTranslations('exports');
  const { change, pending, problem } = useReread(file, reread);
  const sheet = pending?.sheet ?? workbook.sheet;
  const isBusy = pending !== undefined;
  return (
    <>
      <ExportSide currentStep="upload" facts={{ upload: [file.name, t('steps.sheet', { sheet })] }} />
      <Sheet>
        <SheetHead title={t('upload.title')} actions={<ExportClose />} />
        <SheetBody>
          <div className="grid max-w-240 grid-cols-[minmax(0,1fr)] gap-6">
            <WorkbookFile file={file} calendar={workbook.calendar} />
            {isInUse && <Banner tone="info">{t('header.inUse')}</Banner>}
            {problem && (
              <Banner
                tone="error"
                live
                title={t(problem.kind === 'unanswered' ? 'header.unanswered' : 'sheet.refused')}
              >
                {problem.message ?? t('header.noResponse')}
              </Banner>
            )}
            <SheetChoice
              sheets={workbook.sheets}
              selected={sheet}
              disabled={isInUse || isBusy}
              onChoose={(name) => change({ sheet: name })}
            />
            <SheetPreview file={file} sheet={workbook.sheet} maskedRows={rows} busy={isBusy} />
            <WorkbookNotes workbook={workbook} />
          </div>
        </SheetBody>
        <SheetFoot>
          <p className="text-sm text-text-muted">{t('sheet.nothingSent')}</p>
          <ButtonLink variant="primary" className="wide:ml-auto" href={nextPath(file.id, 'upload')}>
            <span className="truncate">{t('sheet.next', { sheet: workbook.sheet })}</span>
            <ArrowRight aria-hidden />
          </ButtonLink>
        </SheetFoot>
      </Sheet>
    </>
  );
}
