import { useTranslations } from 'next-intl';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import { ExportSide } from '#components/export-steps/export-side.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { SupportedColumns, type SupportedColumnsProps } from './supported-columns.tsx';
import { UploadForm, type UploadFormProps } from './upload-form.tsx';

/** The first step: the file, with the columns it can contain. */
export function UploadStep({ authentication, unfinished, ...columns }: SupportedColumnsProps & UploadFormProps) {
  const t = useTranslations('exports.upload');
  return (
    <>
      <ExportSide currentStep="upload" />
      <Sheet>
        <SheetHead title={t('title')} actions={<ExportClose />} />
        <SheetBody padded={false} className="xl:grid xl:grid-cols-[minmax(0,1fr)_23rem]">
          <div className="p-6 max-wide:px-4 max-wide:pt-4">
            <p className="mb-5 max-w-[62ch] text-text-muted">{t('lead')}</p>
            <UploadForm authentication={authentication} unfinished={unfinished} />
          </div>
          <SupportedColumns {...columns} />
        </SheetBody>
      </Sheet>
    </>
  );
}
