import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { MappingPreset } from '#lib/core/matching/mapping-preset.ts';

export interface PresetNoteProps {
  preset: MappingPreset;
  onUndo: () => void;
}

/** Shows that a saved mapping was applied, with a button to undo it. */
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
