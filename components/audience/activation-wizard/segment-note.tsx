import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { segmentPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { useWizard } from './wizard-context.ts';

/** Says why no activation of the segment can run, and links to the segment. */
export function SegmentNote() {
  const t = useTranslations('activation-wizard.segmentBroken');
  const textOf = useCodeText('errors');
  const { start, segmentIds } = useWizard();
  const { segmentProblem: problem, segment } = start;
  if (!problem) return null;
  return (
    <Banner
      tone="error"
      className="mx-6 mt-5 max-wide:mx-4"
      title={t('title', { name: segment.name })}
      actions={
        <ButtonLink size="sm" href={segmentPath(segmentIds)}>
          {t('open')}
        </ButtonLink>
      }
    >
      {textOf(problem.code, problem.params)} {t('text')}
    </Banner>
  );
}
