import { useTranslations } from 'next-intl';
import { DELIMITER_NAMES, type FileFormat, NO_HEADER_ROW } from '#lib/core/upload/file-format.ts';

/** The format of a file as text: "UTF-8, comma". */
export function useFormatText(): (format: Pick<FileFormat, 'encoding' | 'format' | 'delimiter'>) => string {
  const t = useTranslations('exports');
  return ({ encoding, format, delimiter }) =>
    t('steps.format', {
      encoding: encoding.toUpperCase(),
      delimiter: format === 'jsonl' ? t('formats.jsonl') : t(`delimiters.${DELIMITER_NAMES[delimiter]}`),
    });
}

/** The source of the column names as text: "Row 1". */
export function useHeaderText(): (format: Pick<FileFormat, 'format' | 'headerRow'>) => string {
  const t = useTranslations('exports.header');
  return ({ format, headerRow }) => {
    if (format === 'jsonl') return t('members');
    return headerRow === NO_HEADER_ROW ? t('none') : t('row', { row: headerRow });
  };
}
