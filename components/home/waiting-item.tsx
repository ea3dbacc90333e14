import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useReasonText } from '#components/http/use-code-text.ts';
import type { JobControl } from '#components/job/job-controls.ts';
import { FixButton } from '#components/job/resend/fix-button.tsx';
import { authenticationPath, exportPath, jobPath, jobsHref, NEW_EXPORT, recordsPath } from '#components/paths.ts';
import { StatusIcon, type Tone } from '#components/ui/feedback/status-icon.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Waiting } from '#lib/core/view/home-view.ts';
import { recordQueryString } from '#lib/core/view/record-query.ts';

const TONES: Readonly<Record<Waiting['kind'], Tone>> = {
  refused: 'error',
  paused: 'paused',
  elsewhere: 'paused',
  uncertain: 'unsure',
  open: 'warning',
  unfinished: 'paused',
  unexported: 'queued',
};

/** An item that needs attention: a sentence with a link to where it is resolved. */
export function WaitingItem({ waiting, fix }: { waiting: Waiting; fix: JobControl }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-3 border-border border-b px-4 py-3 last:border-b-0">
      <StatusIcon tone={TONES[waiting.kind]} className="mt-0.5 size-4 text-text-muted" />
      <span className="text-pretty [overflow-wrap:anywhere]">
        <Sentence waiting={waiting} />
        {waiting.kind === 'open' && (
          <span className="mt-2 block">
            <FixButton job={waiting.job} fix={fix} size="sm" />
          </span>
        )}
      </span>
    </li>
  );
}

function Sentence({ waiting }: { waiting: Waiting }) {
  const t = useTranslations('home.waiting');
  const reasonOf = useReasonText();
  switch (waiting.kind) {
    case 'refused': {
      const { authentication, since } = waiting;
      const a = linkTo(authenticationPath(authentication.id));
      return t.rich('refused', { name: authentication.name, a, since: () => <Time value={since} /> });
    }
    case 'paused': {
      const [job = 0, ...others] = waiting.jobs;
      const a = linkTo(others.length === 0 ? jobPath(job) : jobsHref({ state: 'paused' }));
      return t.rich('paused', { count: waiting.jobs.length, job, reason: reasonOf(waiting.reason), a });
    }
    case 'elsewhere': {
      const [job = 0, ...others] = waiting.jobs;
      const a = linkTo(others.length === 0 ? jobPath(job) : jobsHref({ state: 'queued' }));
      return t.rich('elsewhere', { count: waiting.jobs.length, job, a });
    }
    case 'uncertain': {
      const { job, records } = waiting;
      const a = linkTo(recordsPath(job) + recordQueryString({ status: 'uncertain', after: 0 }));
      return t.rich('uncertain', { count: records, job, a });
    }
    case 'open': {
      const { job, file, rejected, invalid } = waiting;
      return t.rich('open', { count: rejected + invalid, rejected, invalid, file, a: linkTo(jobPath(job)) });
    }
    case 'unfinished':
      return t.rich('unfinished', { name: waiting.name, percent: waiting.percent, a: linkTo(NEW_EXPORT) });
    case 'unexported':
      return t.rich('unexported', {
        name: waiting.upload.name,
        draft: String(waiting.hasDraft),
        a: linkTo(exportPath(waiting.upload.id)),
      });
  }
}

function linkTo(href: string) {
  return (chunks: ReactNode) => (
    <Link href={href} className="font-medium link-underline">
      {chunks}
    </Link>
  );
}
