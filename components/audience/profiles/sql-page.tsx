import { FilePlus2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import { type SegmentIds, segmentPath, segmentQueryPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { CodeBlock } from '#components/ui/text/code-block.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import type { JobError } from '#lib/core/job/job.ts';

export interface SqlPageProps {
  segment: SegmentIds;
  sql: string | undefined;
  /** Why there is no SQL. */
  problem: JobError | undefined;
  /** Whether there is a database to run the SQL on. */
  isBuilt: boolean;
}

/** The SQL that selects the customers of a segment. */
export function SqlPage({ segment, sql, problem, isBuilt }: SqlPageProps) {
  const t = useTranslations('segment-tabs.sql');
  const textOf = useCodeText('errors');
  return (
    <SheetBody padded={false}>
      <Region
        title={t('title')}
        note={t(isBuilt ? 'lead' : 'leadUnbuilt')}
        last
        actions={
          sql !== undefined && (
            <>
              <CopyButton text={sql} label={t('title')} />
              {isBuilt && (
                <ButtonLink size="sm" href={segmentQueryPath(segment.id)} icon={<FilePlus2 aria-hidden />}>
                  {t('open')}
                </ButtonLink>
              )}
            </>
          )
        }
      >
        {sql !== undefined && <CodeBlock label={t('label')}>{sql}</CodeBlock>}
        {problem && (
          <Banner
            tone="error"
            title={t('failed')}
            actions={
              <ButtonLink size="sm" href={segmentPath(segment)}>
                {t('edit')}
              </ButtonLink>
            }
          >
            {textOf(problem.code, problem.params)}
          </Banner>
        )}
      </Region>
    </SheetBody>
  );
}
