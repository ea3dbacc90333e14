import { useTranslations } from 'next-intl';
import { useShortEncodingName } from '#components/upload/format-choices.ts';
import { DELIMITER_NAMES, type FileFormat, NO_HEADER_ROW } from '#lib/core/upload/file-format.ts';
import type { Upload } from '#lib/core/upload/upload.ts';

type ReadFormat = Pick<FileFormat, 'encoding' | 'format' | 'delimiter'> & Pick<Upload, 'workbook'>;

/** The format of a file as text: "UTF-8, comma", or "Sheet Orders". */
export function useFormatText(): (format: ReadFormat) => string {
  const t = useTranslations('exports');
  const nameOf = useShortEncodingName();
  return ({ encoding, format, delimiter, workbook }) => {
    if (workbook) return t('steps.sheet', { sheet: workbook.sheet });
    return t('steps.format', {
      encoding: nameOf(encoding),
      delimiter: format === 'jsonl' ? t('formats.jsonl') : t(`delimiters.${DELIMITER_NAMES[delimiter]}`),
    });
  };
}

/** The source of the column names as text: "Row 1". */
export function useHeaderText(): (format: Pick<FileFormat, 'format' | 'headerRow'>) => string {
  const t = useTranslations('exports.header');
  return ({ format, headerRow }) => {
    if (format === 'jsonl') return t('members');
    return headerRow === NO_HEADER_ROW ? t('none') : t('row', { row: headerRow });
  };
}
