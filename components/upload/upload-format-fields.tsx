import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { useFormatChoices } from './format-choices.ts';
import type { UploadFormat } from './transfer/upload-completion.ts';

export interface UploadFormatFieldsProps {
  format: UploadFormat;
  onChange: (format: UploadFormat) => void;
}

/** Sets the format, encoding and delimiter of a file, in case they cannot be detected. */
export function UploadFormatFields({ format: current, onChange }: UploadFormatFieldsProps) {
  const t = useTranslations('exports.upload');
  const { formats, encodings, delimiters, automatic } = useFormatChoices();
  return (
    <div className="grid wide:grid-cols-3 gap-6">
      <Field label={t('format')} help={t('formatHelp')}>
        <Select
          choices={[automatic, ...formats]}
          value={current.format}
          // A delimiter that the format does not use would be refused, and could not be removed here.
          onValueChange={(format) => onChange({ ...current, format, ...(format === 'jsonl' && { delimiter: '' }) })}
        />
      </Field>
      <Field label={t('encoding')} help={t('encodingHelp')}>
        <Select
          choices={[automatic, ...encodings]}
          value={current.encoding}
          onValueChange={(encoding) => onChange({ ...current, encoding })}
        />
      </Field>
      <Field label={t('delimiter')} help={t('delimiterHelp')}>
        <Select
          choices={[automatic, ...delimiters]}
          value={current.delimiter}
          onValueChange={(delimiter) => onChange({ ...current, delimiter })}
          disabled={current.format === 'jsonl'}
        />
      </Field>
    </div>
  );
}
