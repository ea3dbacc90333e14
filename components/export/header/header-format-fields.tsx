import { useTranslations } from 'next-intl';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { Field } from '#components/ui/forms/field.tsx';
import type { Option } from '#components/ui/forms/option.ts';
import { Select } from '#components/ui/forms/select.tsx';
import { useFormatChoices } from '#components/upload/format-choices.ts';
import type { EncodingSurvey } from '#lib/core/upload/encoding-survey.ts';
import type { FileFormat, FormatOverrides, TEXT_FORMATS } from '#lib/core/upload/file-format.ts';
import { EncodingReason } from './encoding-reason.tsx';

export interface HeaderFormatFieldsProps {
  file: ExportFile;
  survey: EncodingSurvey | null;
  disabled: boolean;
  onChange: (change: FormatOverrides) => void;
}

/** The format of the file, which can be corrected. */
export function HeaderFormatFields({ file, survey, disabled, onChange }: HeaderFormatFieldsProps) {
  const t = useTranslations('exports');
  const { formats, encodings, delimiters } = useFormatChoices();
  return (
    <section aria-label={t('header.format')} className="border-border border-b pb-5">
      <div className="grid wide:grid-cols-[1fr_2fr_1fr] gap-6">
        <Field label={t('upload.format')}>
          <Select
            choices={formats}
            value={file.format}
            disabled={disabled}
            onValueChange={(format) => onChange({ format: format as (typeof TEXT_FORMATS)[number] })}
          />
        </Field>
        <Field
          label={t('upload.encoding')}
          help={survey && <EncodingReason encoding={file.encoding} survey={survey} />}
        >
          <Select
            choices={withCurrent(encodings, file.encoding)}
            value={file.encoding}
            disabled={disabled}
            onValueChange={(encoding) => onChange({ encoding })}
          />
        </Field>
        <Field label={t('upload.delimiter')}>
          <Select
            choices={delimiters}
            value={file.format === 'jsonl' ? null : file.delimiter}
            placeholder={t('header.noDelimiter')}
            disabled={disabled || file.format === 'jsonl'}
            onValueChange={(delimiter) => onChange({ delimiter: delimiter as FileFormat['delimiter'] })}
          />
        </Field>
      </div>
    </section>
  );
}

/** Adds the file's encoding if it is not offered: with pintd, a file can be read in any encoding. */
function withCurrent(encodings: readonly Option[], current: string): readonly Option[] {
  const isKnown = encodings.some(({ value }) => value === current);
  return isKnown ? encodings : [...encodings, { value: current, label: current.toUpperCase() }];
}
