import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { type BuildResult, countAttributeTables } from '#lib/core/audience/build-result.ts';
import { BuildDuration } from '../build/build-duration.tsx';
import { attributeCount, type ShownParentSegment } from './shown-parent-segment.ts';

/** The numbers of the build in use. */
export function KeyNumbers({ shown, result }: { shown: ShownParentSegment; result: BuildResult }) {
  const t = useTranslations('parent-segments.numbers');
  const { buildInUse, tables } = shown;
  const behaviors = Object.values(result.behaviors);
  const behaviorRowCount = behaviors.reduce((sum, count) => sum + count, 0);
  const masterTableCount = 1;
  return (
    <Region label={t('label')}>
      <dl className="grid grid-cols-2 wide:grid-cols-4 gap-y-4">
        <KeyNumber label={t('customers')} note={<Change shown={shown} />}>
          <Num value={result.customers} />
        </KeyNumber>
        <KeyNumber
          label={t('attributes')}
          note={t('fromTables', { count: masterTableCount + countAttributeTables(result) })}
        >
          <Num value={attributeCount(tables)} />
        </KeyNumber>
        <KeyNumber label={t('behaviorRows')} note={t('inTables', { count: behaviors.length })}>
          <Num value={behaviorRowCount} />
        </KeyNumber>
        <KeyNumber label={t('buildTime')} note={<MedianDuration shown={shown} />}>
          {buildInUse && <BuildDuration build={buildInUse} />}
        </KeyNumber>
      </dl>
    </Region>
  );
}

function KeyNumber({ label, note, children }: { label: ReactNode; note: ReactNode; children: ReactNode }) {
  return (
    <div className="grid content-start gap-0.5 border-border px-5 not-first:border-l first:pl-0 max-wide:odd:border-l-0! max-wide:odd:pl-0">
      <dt className="text-sm text-text-muted">{label}</dt>
      <dd className="font-semibold text-2xl tracking-tight max-wide:text-[1.5rem] max-wide:leading-7.5">{children}</dd>
      <dd className="text-text-muted text-xs">{note}</dd>
    </div>
  );
}

/** The change in the number of customers since the previous build. */
function Change({ shown: { builds, buildInUse } }: { shown: ShownParentSegment }) {
  const t = useTranslations('parent-segments.numbers');
  const format = useFormatter();
  const previousBuild = builds.find(({ job, result }) => result !== null && job < (buildInUse?.job ?? 0));
  if (!previousBuild?.result || !buildInUse?.result) return t('firstBuild');
  const change = buildInUse.result.customers - previousBuild.result.customers;
  const at = previousBuild.endedAt ?? previousBuild.createdAt;
  return t.rich('since', {
    change: format.number(change, { signDisplay: 'exceptZero' }),
    time: () => <Time value={at} />,
  });
}

function MedianDuration({ shown: { builds } }: { shown: ShownParentSegment }) {
  const t = useTranslations('parent-segments.numbers');
  const durations = builds
    .flatMap(({ result, startedAt, endedAt }) =>
      result === null || startedAt === null || endedAt === null ? [] : [endedAt - startedAt],
    )
    .sort((a, b) => a - b);
  if (durations.length < 2) return null;
  const middle = (durations.length - 1) / 2;
  const median = ((durations[Math.floor(middle)] ?? 0) + (durations[Math.ceil(middle)] ?? 0)) / 2;
  return t.rich('median', { count: durations.length, time: () => <Duration ms={median} /> });
}
