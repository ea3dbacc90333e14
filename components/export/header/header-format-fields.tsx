import { useTranslations } from 'next-intl';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { Field } from '#components/ui/forms/field.tsx';
import type { Option } from '#components/ui/forms/option.ts';
import { Select } from '#components/ui/forms/select.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { useFormatChoices } from '#components/upload/format-choices.ts';
import type { Reading } from './use-reread.ts';

export interface HeaderFormatFieldsProps {
  file: ExportFile;
  disabled: boolean;
  onChange: (change: Partial<Reading>) => void;
}

/** The format of the file, which can be corrected. */
export function HeaderFormatFields({ file, disabled, onChange }: HeaderFormatFieldsProps) {
  const t = useTranslations('exports');
  const { formats, encodings, delimiters } = useFormatChoices();
  return (
    <section className="border-border border-t pt-5">
      <RegionHead title={t('header.format')} note={t('header.formatHelp')} />
      <div className="grid max-w-160 wide:grid-cols-3 gap-6">
        <Field label={t('upload.format')}>
          <Select
            choices={formats}
            value={file.format}
            disabled={disabled}
            onValueChange={(format) => onChange({ format: format as Reading['format'] })}
          />
        </Field>
        <Field label={t('upload.encoding')}>
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
            onValueChange={(delimiter) => onChange({ delimiter: delimiter as Reading['delimiter'] })}
          />
        </Field>
      </div>
    </section>
  );
}

/** Adds the file's encoding if it is not offered: pintd accepts any. */
function withCurrent(encodings: readonly Option[], current: string): readonly Option[] {
  const isKnown = encodings.some(({ value }) => value === current);
  return isKnown ? encodings : [...encodings, { value: current, label: current.toUpperCase() }];
}
