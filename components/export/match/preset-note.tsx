import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { MappingPreset } from '#lib/core/matching/mapping-preset.ts';

export interface PresetNoteProps {
  preset: MappingPreset;
  onUndo: () => void;
}

/** Says that the columns are matched as in files before, and takes it back. */
export function PresetNote({ preset: { name }, onUndo }: PresetNoteProps) {
  const t = useTranslations('exports.match');
  return (
    <Banner
      tone="info"
      actions={
        <Button size="sm" onClick={onUndo}>
          {t('undoPreset')}
        </Button>
      }
    >
      {t.rich('asPreset', { name, b: (chunks) => <b>{chunks}</b> })}
    </Banner>
  );
}
