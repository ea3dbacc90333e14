import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { useFormatChoices } from '#components/upload/format-choices.ts';
import type { UploadFormatFieldsProps } from '#components/upload/upload-format-fields.tsx';

/**
 * Sets the encoding and delimiter of text files in which they cannot be detected. The format is not a field, because
 * the file name determines it.
 */
export function TableFormatFields({ format, onChange }: UploadFormatFieldsProps) {
  const t = useTranslations('exports.upload');
  const { encodings, delimiters, automatic } = useFormatChoices();
  return (
    <div className="grid wide:grid-cols-2 gap-6">
      <Field label={t('encoding')} help={t('encodingHelp')}>
        <Select
          choices={[automatic, ...encodings]}
          value={format.encoding}
          onValueChange={(encoding) => onChange({ ...format, encoding })}
        />
      </Field>
      <Field label={t('delimiter')} help={t('delimiterHelp')}>
        <Select
          choices={[automatic, ...delimiters]}
          value={format.delimiter}
          onValueChange={(delimiter) => onChange({ ...format, delimiter })}
        />
      </Field>
    </div>
  );
}
