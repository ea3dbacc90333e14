import { PanelRightClose } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import type { ReviewContext } from '../review-context.ts';
import { IdentifierCoverage } from './identifier-coverage.tsx';

/** Identifier coverage beside the records. */
export function CoveragePanel({ context, onFold }: { context: ReviewContext; onFold: () => void }) {
  const t = useTranslations('review.coverage');
  return (
    <aside
      aria-labelledby="coverage"
      className="row-start-2 grid w-64 content-start gap-3 overflow-auto border-border border-l px-5 pt-3 pb-6 max-xl:hidden"
    >
      <div className="flex items-center justify-between">
        <h2 id="coverage" className="font-semibold text-base tracking-normal">
          {t('title')}
        </h2>
        <IconButton size="sm" label={t('hide')} icon={<PanelRightClose aria-hidden />} onClick={onFold} />
      </div>
      <IdentifierCoverage context={context} />
    </aside>
  );
}
