import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { parentSegmentPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { JobError } from '#lib/core/job/job.ts';

/** Says why the columns that rules can use are unknown. */
export function TablesNote({ parentSegment, problem }: { parentSegment: number; problem: JobError | null }) {
  const t = useTranslations('segment-editor.noTables');
  const textOf = useCodeText('errors');
  if (!problem) return null;
  return (
    <Banner
      tone="error"
      title={t('title')}
      actions={
        <ButtonLink needs={null} size="sm" href={parentSegmentPath(parentSegment)}>
          {t('open')}
        </ButtonLink>
      }
    >
      {textOf(problem.code, problem.params)}
    </Banner>
  );
}
