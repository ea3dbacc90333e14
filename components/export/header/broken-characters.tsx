import { useTranslations } from 'next-intl';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { useEncodingName, useFormatChoices } from '#components/upload/format-choices.ts';
import type { EncodingSurvey } from '#lib/core/upload/encoding-survey.ts';
import type { FormatOverrides } from '#lib/core/upload/file-format.ts';

export interface BrokenCharactersProps {
  file: ExportFile;
  survey: EncodingSurvey;
  disabled: boolean;
  onChange: (change: FormatOverrides) => void;
}

/** Offers other encodings for a file that is read as UTF-8 although lines of it are not. Rows below show the effect. */
export function BrokenCharacters({ file, survey, disabled, onChange }: BrokenCharactersProps) {
  const t = useTranslations('exports.header.encodings');
  const { encodings } = useFormatChoices();
  const nameOf = useEncodingName();
  const { guess, brokenLines, isWholeFileRead } = survey;
  if (file.encoding !== 'utf-8' || brokenLines === 0) return null;
  return (
    <Banner
      tone="warning"
      title={t('broken', { count: brokenLines, whole: String(isWholeFileRead) })}
      actions={
        <>
          {guess && (
            <Button size="sm" disabled={disabled} onClick={() => onChange({ encoding: guess.encoding })}>
              {t('readAs', { encoding: nameOf(guess.encoding) })}
            </Button>
          )}
          <Select
            label={t('choose')}
            placeholder={t('choose')}
            choices={encodings.filter(({ value }) => value !== file.encoding)}
            value={null}
            disabled={disabled}
            onValueChange={(encoding) => onChange({ encoding })}
          />
        </>
      }
    >
      {t('brokenText')}
    </Banner>
  );
}
