import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Build } from '#lib/core/audience/build.ts';

/** The state of a build, or that there has been none yet. */
export function BuildBadge({ build }: { build: Build | null }) {
  const t = useTranslations();
  if (build === null)
    return (
      <Badge tone="neutral" icon={<CircleDashed aria-hidden />}>
        {t('parent-segments.notBuilt')}
      </Badge>
    );
  return <Badge tone={build.state}>{t(`jobs.states.${build.state}`)}</Badge>;
}
