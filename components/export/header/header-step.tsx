'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { ExportFileSide } from '#components/export-steps/export-file-side.tsx';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { nextPath, previousPath, sheetPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { EncodingSurvey } from '#lib/core/upload/encoding-survey.ts';
import type { FirstRow } from '#lib/core/view/upload/first-row.ts';
import { BrokenCharacters } from './broken-characters.tsx';
import { HeaderChoice } from './header-choice.tsx';
import { HeaderFormatFields } from './header-format-fields.tsx';
import { RowShapes } from './row-shapes.tsx';
import { type Reread, useReread } from './use-reread.ts';
import { useShapes } from './use-shapes.ts';
import { WorkbookNotes } from './workbook-notes.tsx';

export interface HeaderStepProps {
  file: ExportFile;
  rows: readonly FirstRow[];
  /** How many column names look like fields. */
  known: number;
  /** Names that were numbered, because several columns have them. */
  numbered: readonly string[];
  /** The evidence for the encoding; null for a workbook. */
  encoding: EncodingSurvey | null;
  /** The format can no longer change, because a job or a person's fixes depend on it. */
  isInUse: boolean;
  reread: Reread;
}

/** The second step: the format of the file and its header row. */
export function HeaderStep({ file, rows, encoding, known, numbered, isInUse, reread }: HeaderStepProps) {
  const t = useTranslations('exports');
  const { change, pending, problem } = useReread(file, reread);
  const shown = { ...file, ...pending };
  const { shapes, isFailed } = useShapes(file, pending !== undefined);
  const disabled = isInUse || pending !== undefined;
  return (
    <>
      <ExportFileSide currentStep="header" file={file} />
      <Sheet>
        <SheetHead title={t('header.title')} note={t('header.note')} actions={<ExportClose />} />
        <SheetBody>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            {isInUse && <Banner tone="info">{t('header.inUse')}</Banner>}
            {problem && (
              <Banner tone="error" live title={t(`header.${problem.kind}`)}>
                {problem.message ?? t('header.noResponse')}
              </Banner>
            )}
            {!file.workbook && (
              <HeaderFormatFields file={shown} survey={encoding} disabled={disabled} onChange={change} />
            )}
            {encoding && <BrokenCharacters file={shown} survey={encoding} disabled={disabled} onChange={change} />}
            <HeaderChoice
              file={file}
              chosenRow={shown.headerRow}
              maskedRows={rows}
              knownCount={known}
              disabled={disabled}
              onChoose={(headerRow) => change({ headerRow })}
            />
            {shapes?.records === 0 && (
              <Banner tone="error" title={t('header.noRecords')}>
                {t('header.noRecordsText')}
              </Banner>
            )}
            <RowShapes shapes={shapes} isFailed={isFailed} numbered={numbered} />
            {file.workbook && <WorkbookNotes workbook={file.workbook} />}
          </div>
        </SheetBody>
        <SheetFoot>
          <ButtonLink href={file.workbook ? sheetPath(file.id) : previousPath(file.id, 'header')}>
            {t('back')}
          </ButtonLink>
          {shapes?.records === 0 ? (
            <Button variant="primary" className="wide:ml-auto" disabled>
              {t('header.next')}
            </Button>
          ) : (
            <ButtonLink variant="primary" className="wide:ml-auto" href={nextPath(file.id, 'header')}>
              {t('header.next')}
              <ArrowRight aria-hidden />
            </ButtonLink>
          )}
        </SheetFoot>
      </Sheet>
    </>
  );
}
