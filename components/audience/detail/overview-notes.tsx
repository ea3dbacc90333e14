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
  const { parentSegment, buildInUse, builds, progress, isWorkerAlive } = shown;
  const newestBuild = builds[0];
  const isBuilding = isUnfinished(newestBuild);
  const hasFailed = newestBuild?.state === 'error' || newestBuild?.state === 'killed';
  const notes = [
    !isWorkerAlive && (isBuilding || parentSegment.schedule !== null) && (
      <Banner key="worker" tone="warning" title={t('noWorker')}>
        {t('noWorkerText')}
      </Banner>
    ),
    newestBuild && isBuilding && (
      <Banner
        key="building"
        tone="info"
        title={t(newestBuild.startedAt === null ? 'waiting' : 'buildingIn', { job: newestBuild.job })}
        actions={
          <ButtonLink size="sm" href={jobPath(newestBuild.job)}>
            {t('openJob')}
          </ButtonLink>
        }
      >
        {t(buildInUse ? 'formerInUse' : 'firstBuild')}
        {newestBuild.startedAt !== null && (
          <div className="pt-2">
            <BuildProgressBar progress={progress} />
          </div>
        )}
      </Banner>
    ),
    newestBuild && hasFailed && (
      <Banner
        key="failed"
        tone="error"
        title={t(`failed.${newestBuild.state === 'killed' ? 'killed' : 'error'}`)}
        actions={
          <>
            <ButtonLink size="sm" href={editParentSegmentPath(parentSegment.id)}>
              {t('menu.edit')}
            </ButtonLink>
            <ButtonLink size="sm" href={jobPath(newestBuild.job)}>
              {t('openJob')}
            </ButtonLink>
          </>
        }
      >
        {newestBuild.error && <>{textOf(newestBuild.error.code, newestBuild.error.params)} </>}
        {buildInUse?.endedAt
          ? t.rich('staysInUse', { time: () => <Time value={buildInUse.endedAt ?? 0} /> })
          : t('nothingInUse')}
      </Banner>
    ),
    ...keyNotes(shown, t),
    <UnreadableNote key="unreadable" shown={shown} />,
  ].filter(Boolean);
  return <div className="grid gap-3 px-6 pt-5 empty:hidden max-wide:px-4">{notes}</div>;
}

type Texts = ReturnType<typeof useTranslations<'parent-segments'>>;

function keyNotes({ buildInUse, parentSegment: { master } }: ShownParentSegment, t: Texts) {
  const { duplicateMasterKeys: duplicates, missingMasterKeys: missing } = buildInUse?.result ?? {};
  if (!duplicates && !missing) return [];
  const key = master.key ?? '';
  return [
    <Banner key="keys" tone="warning" title={duplicates ? t('keys.title') : t('keys.onlyMissing')}>
      {duplicates ? t.rich('keys.duplicates', { ...prose, count: duplicates, key }) : null}{' '}
      {missing ? t.rich('keys.missing', { ...prose, count: missing, key }) : null}
    </Banner>,
  ];
}

function UnreadableNote({ shown: { buildInUse } }: { shown: ShownParentSegment }) {
  const t = useTranslations('parent-segments');
  const format = useFormatter();
  const unreadable = buildInUse?.result?.unreadable ?? [];
  if (unreadable.length === 0) return null;
  const columns = unreadable.map(({ table, column, values }) => t('unreadable.column', { table, column, values }));
  return (
    <Banner tone="warning" title={t('unreadable.title')}>
      {t('unreadable.text', { columns: format.list(columns, LIST_FORMAT) })}
    </Banner>
  );
}
