import { useTranslations } from 'next-intl';
import { parentSegmentPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { type ListedActivation, statusOf } from '../listed-activation.ts';

/** Says once for all activations that their parent segment has no build. */
export function NotBuiltBanner({ activations }: { activations: readonly ListedActivation[] }) {
  const t = useTranslations('activations.notBuilt');
  const unbuilt = activations.find((activation) => statusOf(activation) === 'unbuilt');
  if (!unbuilt) return null;
  return (
    <Banner
      tone="warning"
      className="mt-3"
      title={t('title')}
      actions={
        <ButtonLink size="sm" href={parentSegmentPath(unbuilt.segment.parentSegment)}>
          {t('open')}
        </ButtonLink>
      }
    >
      {t('text')}
    </Banner>
  );
}
