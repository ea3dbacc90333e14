import { useTranslations } from 'next-intl';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import { ReviewFacets, type ReviewFacetsProps } from '../filter/review-facets.tsx';
import type { ReviewContext } from '../review-context.ts';
import { IdentifierCoverage } from '../states/identifier-coverage.tsx';

export interface ReviewDrawerProps {
  context: ReviewContext;
  /** What the drawer shows; undefined while it is closed. */
  content: 'filters' | 'coverage' | undefined;
  facets: ReviewFacetsProps;
  onClose: () => void;
}

/** The filters or identifier coverage, on screens without room for them beside the records. */
export function ReviewDrawer({ context, content, facets, onClose }: ReviewDrawerProps) {
  const t = useTranslations('review');
  const title = content === 'coverage' ? t('coverage.title') : t('facets.label');
  return (
    <Drawer open={content !== undefined} onClose={onClose} title={title}>
      {content === 'coverage' && <IdentifierCoverage context={context} />}
      {content === 'filters' && (
        <ReviewFacets
          {...facets}
          choose={(next) => {
            facets.choose(next);
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}
