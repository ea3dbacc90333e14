import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import type { Option } from '#components/ui/option.ts';
import { Select } from '#components/ui/select.tsx';
import type { UploadFormat } from './upload-completion.ts';

export interface UploadFormatFieldsProps {
  format: UploadFormat;
  onChange: (format: UploadFormat) => void;
}

/** For files that do not say themselves how they are written. */
export function UploadFormatFields({ format, onChange }: UploadFormatFieldsProps) {
  const t = useTranslations('exports.upload');
  const encodings: Option[] = [
    { value: '', label: t('encodings.auto') },
    { value: 'utf-8', label: 'UTF-8' },
    { value: 'shift_jis', label: t('encodings.shiftJis') },
    { value: 'windows-1252', label: t('encodings.latin1') },
    { value: 'euc-jp', label: t('encodings.eucJp') },
  ];
  const delimiters: Option[] = [
    { value: '', label: t('delimiters.auto') },
    { value: ',', label: t('delimiters.comma') },
    { value: ';', label: t('delimiters.semicolon') },
    { value: '\t', label: t('delimiters.tab') },
  ];
  return (
    <div className="grid wide:grid-cols-2 gap-6">
      <Field label={t('encoding')} help={t('encodingHelp')}>
        <Select
          choices={encodings}
          value={format.encoding}
          onValueChange={(encoding) => onChange({ ...format, encoding })}
        />
      </Field>
      <Field label={t('delimiter')} help={t('delimiterHelp')}>
        <Select
          choices={delimiters}
          value={format.delimiter}
          onValueChange={(delimiter) => onChange({ ...format, delimiter })}
        />
      </Field>
    </div>
  );
}
