import { useTranslations } from 'next-intl';
import { useEncodingName } from '#components/upload/format-choices.ts';
import type { EncodingSurvey } from '#lib/core/upload/encoding-survey.ts';

/** Why a file is read in its encoding, or why that may be wrong. */
export function EncodingReason({ encoding, survey }: { encoding: string; survey: EncodingSurvey }) {
  const t = useTranslations('exports.header.encodings');
  const nameOf = useEncodingName();
  const { guess, brokenLines, isWholeFileRead } = survey;
  const broken = { count: brokenLines, whole: String(isWholeFileRead) };
  if (guess && guess.encoding !== encoding) return t('other', { encoding: nameOf(guess.encoding) });
  if (guess) {
    const evidence = { letters: guess.letters.join(' '), bytes: guess.bytes.join(', ') };
    return `${t(guess.bytes.length > 0 ? 'bytes' : 'letters', evidence)} ${t('asUtf8', broken)}`;
  }
  if (brokenLines > 0) return encoding === 'utf-8' ? t('broken', broken) : t('asUtf8', broken);
  return encoding === 'utf-8' ? t(isWholeFileRead ? 'valid' : 'validSoFar') : null;
}
