import { useTranslations } from 'next-intl';
import { useMay } from '#components/access/access-provider.tsx';
import { ValuesHidden } from '#components/access/values-hidden.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { OutcomeSum } from '#components/ui/charts/outcome-sum.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { usePersonalShown } from '#components/ui/hooks/use-personal-shown.ts';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { isLeftOut } from '#lib/core/issue.ts';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import { PreviewRecord } from './preview-record.tsx';
import { type ShownPreview, usePreview } from './use-preview.ts';

interface PreviewProps {
  file: ExportFile;
  matching: ExportMapping;
  /** Whether every record of the file has been checked. */
  isReviewed: boolean;
  /** Which records are sent that have the same event. */
  repeatChoice: RepeatChoice;
  repeats: Repeats;
  /** How many events of the file are left out because they were accepted before. */
  acceptedBefore: number;
}

/** The first records of the file as they would be sent now. */
export function Preview(props: PreviewProps) {
  return useMay('exports.create') ? <FirstRecords {...props} /> : <ValuesHidden />;
}

function FirstRecords({ file, matching, isReviewed, repeatChoice, repeats, acceptedBefore }: PreviewProps) {
  const t = useTranslations('exports.preview');
  const [isPersonalShown, setPersonalShown] = usePersonalShown();
  const { data, error, refetch, isPending } = usePreview(file, matching, {
    choice: repeatChoice,
    repeats,
    isPersonalShown,
  });
  if (isPending) return <PreviewSkeleton />;
  if (!data)
    return (
      <ErrorState level={3} title={t('failed')} onRetry={() => refetch()}>
        {error?.message} {t('failedText')}
      </ErrorState>
    );
  if (data.records.length === 0)
    return <p className="border-border border-t pt-4 text-sm text-text-muted">{t('empty')}</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 border-border border-t pt-4">
      <div>
        <RegionHead
          level={3}
          title={t('title', { count: data.records.length })}
          note={t('note')}
          actions={<PersonalToggle isShown={isPersonalShown} onChange={setPersonalShown} />}
        />
        <PreviewSum {...data} isReviewed={isReviewed} />
        <p className="mt-1 text-text-muted text-xs empty:hidden">
          {!data.areRepeatsKnown && `${t('repeatsUnknown')} `}
          {acceptedBefore > 0 && t('acceptedBefore')}
        </p>
      </div>
      <ul className="border-border border-t">
        {data.records.map((record) => (
          <PreviewRecord
            key={record.record}
            record={record}
            connector={matching.connector}
            hidesEvent={data.showsPersonal && !isPersonalShown}
          />
        ))}
      </ul>
      <p className="text-text-muted text-xs">{t('hashed')}</p>
    </div>
  );
}

function PreviewSum({ records, isWhole, isReviewed }: ShownPreview & Pick<PreviewProps, 'isReviewed'>) {
  const t = useTranslations('exports.preview');
  const valid = records.filter(({ event }) => event !== null);
  const leftOut = records.filter(({ issues, sentInstead }) => sentInstead !== null || isLeftOut(issues)).length;
  const partText = isReviewed ? 'reviewed' : 'onlyFirst';
  const warned = valid.filter(({ issues }) => issues.length > 0).length;
  return (
    <>
      <OutcomeSum
        size="quiet"
        label={t('sum')}
        total={{ label: t('read'), value: records.length }}
        terms={[
          { key: 'accepted', label: t('valid'), value: valid.length },
          { key: 'invalid', label: t('invalid'), value: records.length - valid.length - leftOut },
          ...(leftOut > 0 ? [{ key: 'not_sent' as const, label: t('leftOut'), value: leftOut }] : []),
        ]}
      />
      <p className="mt-3 text-text-muted text-xs">
        {warned > 0 && t('warnings', { count: warned })} {t(isWhole ? 'whole' : partText)}
      </p>
    </>
  );
}

function PreviewSkeleton() {
  const t = useTranslations('exports.preview');
  return (
    <div className="grid gap-5 border-border border-t pt-4">
      <p role="status" className="text-sm text-text-muted">
        {t('loading')}
      </p>
      {['60%', '80%', '70%', '75%', '65%', '80%'].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Skeleton key={index} width={width} />
      ))}
    </div>
  );
}
