import { CopyCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import type { SendForm } from '#components/export-settings/send-form.ts';
import { jobPath } from '#components/paths.ts';
import { Spinner } from '#components/ui/feedback/spinner.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { ForecastNote } from './forecast-note.tsx';
import type { AlreadyAccepted, useAlreadyAccepted } from './use-already-accepted.ts';

export interface AcceptedNoteProps {
  form: SendForm;
  acceptedQuery: ReturnType<typeof useAlreadyAccepted>;
}

/** Shows how many records were accepted before, and the choice to skip them. Sending does not wait for the count. */
export function AcceptedNote({ form, acceptedQuery }: AcceptedNoteProps) {
  const t = useTranslations('exports.accepted');
  if (!acceptedQuery) return null;
  const { data, isLoading, isError } = acceptedQuery;
  const b = (chunks: ReactNode) => <b>{chunks}</b>;
  const hasAccepted = data !== undefined && data.alreadyAccepted > 0;
  if (!isLoading && !isError && !hasAccepted) return null;
  return (
    <ForecastNote icon={isLoading ? <Spinner /> : <CopyCheck aria-hidden className="size-4" />}>
      <p role="status">
        {isLoading && t.rich('checking', { b })}
        {isError && !hasAccepted && t.rich('unchecked', { b })}
        {hasAccepted && <AcceptedRecords {...data} />}
      </p>
      {hasAccepted && <AcceptedChoice form={form} />}
    </ForecastNote>
  );
}

function AcceptedRecords({ read, alreadyAccepted, byJob }: AlreadyAccepted) {
  const t = useTranslations('exports.accepted');
  const [topJob] = byJob;
  if (!topJob) return null;
  return t.rich('found', {
    b: (chunks) => <b>{chunks}</b>,
    job: (chunks) => (
      <Link className="link-underline" href={jobPath(topJob.job)}>
        {chunks}
      </Link>
    ),
    time: () => <Time value={topJob.acceptedAt} />,
    count: alreadyAccepted,
    read,
    id: String(topJob.job),
    jobs: byJob.length,
  });
}

function AcceptedChoice({ form: { control, setValue } }: { form: SendForm }) {
  const t = useTranslations('exports.accepted');
  const choice = useWatch({ control, name: 'alreadyAccepted' });
  return (
    <div className="mt-2 grid justify-items-start gap-1.5">
      <Segmented
        label={t('choice')}
        options={[
          { value: 'skip', label: t('skip') },
          { value: 'send', label: t('send') },
        ]}
        value={choice}
        onValueChange={(value) => setValue('alreadyAccepted', value)}
      />
      <p className="text-text-muted text-xs">{t(choice === 'skip' ? 'skipHelp' : 'sendHelp')}</p>
    </div>
  );
}
