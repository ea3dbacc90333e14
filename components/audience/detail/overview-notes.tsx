import { useFormatter, useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { editParentSegmentPath, jobPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { prose } from '#components/ui/text/prose.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { BuildProgressBar } from '../build/build-progress-bar.tsx';
import { isUnfinished } from '../build/is-unfinished.ts';
import type { ShownParentSegment } from './shown-parent-segment.ts';

/** What is running, what failed, and the problems of the build in use. */
export function OverviewNotes({ shown }: { shown: ShownParentSegment }) {
  const t = useTranslations('parent-segments');
  const textOf = useCodeText('errors');
  const { parentSegment, inUse, builds, progress, isWorkerAlive } = shown;
  const newest = builds[0];
  const isBuilding = isUnfinished(newest);
  const hasFailed = newest?.state === 'error' || newest?.state === 'killed';
  const notes = [
    !isWorkerAlive && (isBuilding || parentSegment.schedule !== null) && (
      <Banner key="worker" tone="warning" title={t('noWorker')}>
        {t('noWorkerText')}
      </Banner>
    ),
    newest && isBuilding && (
      <Banner
        key="building"
        tone="info"
        title={t(newest.startedAt === null ? 'waiting' : 'buildingIn', { job: newest.job })}
        actions={
          <ButtonLink size="sm" href={jobPath(newest.job)}>
            {t('openJob')}
          </ButtonLink>
        }
      >
        {t(inUse ? 'formerInUse' : 'firstBuild')}
        {newest.startedAt !== null && (
          <div className="pt-2">
            <BuildProgressBar progress={progress} />
          </div>
        )}
      </Banner>
    ),
    newest && hasFailed && (
      <Banner
        key="failed"
        tone="error"
        title={t(`failed.${newest.state === 'killed' ? 'killed' : 'error'}`)}
        actions={
          <>
            <ButtonLink size="sm" href={editParentSegmentPath(parentSegment.id)}>
              {t('menu.edit')}
            </ButtonLink>
            <ButtonLink size="sm" href={jobPath(newest.job)}>
              {t('openJob')}
            </ButtonLink>
          </>
        }
      >
        {newest.error && <>{textOf(newest.error.code, newest.error.params)} </>}
        {inUse?.endedAt ? t.rich('staysInUse', { time: () => <Time value={inUse.endedAt ?? 0} /> }) : t('nothingInUse')}
      </Banner>
    ),
    ...keyNotes(shown, t),
    <UnreadableNote key="unreadable" shown={shown} />,
  ].filter(Boolean);
  return <div className="grid gap-3 px-6 pt-5 empty:hidden max-wide:px-4">{notes}</div>;
}

type Texts = ReturnType<typeof useTranslations<'parent-segments'>>;

function keyNotes({ inUse, parentSegment: { master } }: ShownParentSegment, t: Texts) {
  const { duplicateMasterKeys: duplicates, missingMasterKeys: missing } = inUse?.result ?? {};
  if (!duplicates && !missing) return [];
  const key = master.key ?? '';
  return [
    <Banner key="keys" tone="warning" title={duplicates ? t('keys.title') : t('keys.onlyMissing')}>
      {duplicates ? t.rich('keys.duplicates', { ...prose, count: duplicates, key }) : null}{' '}
      {missing ? t.rich('keys.missing', { ...prose, count: missing, key }) : null}
    </Banner>,
  ];
}

function UnreadableNote({ shown: { inUse } }: { shown: ShownParentSegment }) {
  const t = useTranslations('parent-segments');
  const format = useFormatter();
  const unreadable = inUse?.result?.unreadable ?? [];
  if (unreadable.length === 0) return null;
  const columns = unreadable.map(({ table, column, values }) => t('unreadable.column', { table, column, values }));
  return (
    <Banner tone="warning" title={t('unreadable.title')}>
      {t('unreadable.text', { columns: format.list(columns, LIST_FORMAT) })}
    </Banner>
  );
}
