import { useTranslations } from 'next-intl';
import type { Option } from '#components/ui/forms/option.ts';
import { DELIMITER_NAMES, DELIMITERS, TEXT_FORMATS } from '#lib/core/upload/file-format.ts';

/** Offered encodings; UTF-16 is also detected by its byte order mark. */
const ENCODINGS = [
  'utf-8',
  'shift_jis',
  'windows-1252',
  'windows-1250',
  'windows-1254',
  'windows-1257',
  'windows-1251',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'euc-jp',
  'iso-2022-jp',
  'gb18030',
  'big5',
  'euc-kr',
  'utf-16le',
  'utf-16be',
] as const;

/** The value for automatic detection. */
const AUTOMATIC = '';

/** Options for the format of a file. */
export function useFormatChoices() {
  const t = useTranslations('exports');
  const formats = TEXT_FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }));
  const encodings = ENCODINGS.map((value) => ({ value, label: t(`encodings.${value}`) }));
  const delimiters = DELIMITERS.map((value) => ({ value, label: t(`delimiterNames.${DELIMITER_NAMES[value]}`) }));
  const automatic: Option = { value: AUTOMATIC, label: t('upload.automatic') };
  return { formats, encodings, delimiters, automatic };
}

/** The name of an encoding; pintd accepts others than those offered here. */
export function useEncodingName(): (encoding: string) => string {
  const { encodings } = useFormatChoices();
  return (encoding) => encodings.find(({ value }) => value === encoding)?.label ?? encoding.toUpperCase();
}

/** What follows the name itself in the label of an encoding: other names, its languages, or its byte order. */
const EXPLANATION = /[,、(（].*$/;

/** The name of an encoding, where there is no room for an explanation. */
export function useShortEncodingName(): (encoding: string) => string {
  const nameOf = useEncodingName();
  return (encoding) => nameOf(encoding).replace(EXPLANATION, '').trim();
}
