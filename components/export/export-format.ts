import { useTranslations } from 'next-intl';
import type { FileFormat } from '#lib/core/file-format.ts';

const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const satisfies Record<
  FileFormat['delimiter'],
  string
>;

/** How a file is written, in words: "UTF-8, comma". */
export function useFormatText(): (format: Pick<FileFormat, 'encoding' | 'delimiter'>) => string {
  const t = useTranslations('exports');
  return ({ encoding, delimiter }) =>
    t('steps.format', { encoding: encoding.toUpperCase(), delimiter: t(`delimiters.${DELIMITERS[delimiter]}`) });
}
