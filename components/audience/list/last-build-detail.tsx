import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { jobPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { BuildDuration } from '../build/build-duration.tsx';
import { BuildProgressBar } from '../build/build-progress-bar.tsx';
import { isUnfinished } from '../build/is-unfinished.ts';
import type { ListedParentSegment } from './listed-parent-segment.ts';

/** The newest build: when it was, how long it took, or why it failed. */
export function LastBuildDetail({ parentSegment }: { parentSegment: ListedParentSegment }) {
  const t = useTranslations('parent-segments');
  const textOf = useCodeText('errors');
  const { newestBuild, progress, builtAt } = parentSegment;
  if (newestBuild === null) return t('notBuiltText');
  const { job, state, error, createdAt, startedAt, endedAt } = newestBuild;
  if (isUnfinished(newestBuild))
    return (
      <span className="grid gap-1">
        {startedAt !== null && <BuildProgressBar progress={progress} />}
        <Link href={jobPath(job)} className="w-fit min-h-target content-center text-text-muted">
          {t(startedAt === null ? 'waiting' : 'buildingIn', { job })}
        </Link>
      </span>
    );
  return (
    <span>
      <Link href={jobPath(job)} className="text-text-muted">
        <span className="sr-only">{t('job', { job })}: </span>
        <Time value={endedAt ?? createdAt} />
      </Link>
      {state === 'success' && (
        <>
          {' '}
          · <BuildDuration build={newestBuild} />
        </>
      )}
      {error && <> · {textOf(error.code, error.params)}</>}
      {state !== 'success' && builtAt !== null && (
        <> {t.rich('staysInUse', { time: () => <Time value={builtAt} /> })}</>
      )}
    </span>
  );
}
