import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Permission } from '#lib/core/access/permission.ts';

export interface ChangedMeanwhileProps {
  /** When the other change was saved. */
  at: number;
  busy: boolean;
  /** The permission to save. */
  needs: Permission;
  /** Replaces what was entered with what is stored. */
  onLoad: () => void;
  onOverwrite: () => void;
  className?: string;
}

/** Reports that what this page edits was changed elsewhere, and offers to load that change or to save over it. */
export function ChangedMeanwhile({ at, busy, needs, onLoad, onOverwrite, className }: ChangedMeanwhileProps) {
  const t = useTranslations('audience-studio.changedMeanwhile');
  return (
    <Banner
      live
      tone="warning"
      title={t.rich('title', { time: () => <Time value={at} /> })}
      {...(className !== undefined && { className })}
      actions={
        <>
          <Button size="sm" onClick={onLoad}>
            {t('load')}
          </Button>
          <Button needs={needs} size="sm" busy={busy} onClick={onOverwrite}>
            {t('saveOver')}
          </Button>
        </>
      }
    >
      {t('text')}
    </Banner>
  );
}
