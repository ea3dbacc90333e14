import { countNotAccepted, OUTCOMES } from '../core/job/job.ts';
import {
  isOverThreshold,
  type JobNotice,
  type PlannedNotice,
  type RefusalNotice,
} from '../core/notification/notification.ts';
import {
  type MailParts,
  mailOf,
  mailText,
  type NoticeMail,
  numberText,
  type Row,
  settingsFoot,
} from './mail-layout.ts';
import { translate, translateReason } from './translate.ts';

export interface NoticeMailContext {
  /** The console's URL, without a trailing slash. */
  readonly consoleUrl: string;
  /** The threshold for records not accepted, in percent. */
  readonly percent: number;
  /** The number of other jobs with the same authentication that are paused for the same reason. */
  readonly pausedAlike: number;
  /** Whether the email goes to the recipients of the schedule, not to those of the settings. */
  readonly isForSchedule: boolean;
}

/** An email about a job, as text and as HTML without external resources. */
export function noticeMail(notice: JobNotice, context: NoticeMailContext): NoticeMail {
  return mailOf(partsOf(notice, context));
}

/** An email about a planned run for which no job was created. */
export function refusalMail(
  { planned, problem }: RefusalNotice,
  { consoleUrl, isForSchedule }: Pick<NoticeMailContext, 'consoleUrl' | 'isForSchedule'>,
): NoticeMail {
  const url = `${consoleUrl}${plannedPath(planned)}`;
  return mailOf({
    title: mailText('title_refused', { name: planned.name }),
    lead: mailText('lead_refused'),
    notes: [translate('errors', problem.code, problem.params), mailText(`refused_${planned.kind}`)],
    counts: [],
    errors: [],
    facts: plannedFacts(planned),
    links: [{ label: planned.name, url }],
    foot: isForSchedule ? { label: mailText(`${planned.kind}_foot`), url } : settingsFoot(consoleUrl),
  });
}

/** The path of the page about the planned run; Audience Studio's if the segment of the activation is unknown. */
function plannedPath({ kind, id, segment }: PlannedNotice): string {
  if (kind === 'query') return `/workbench/queries/${id}/schedule`;
  if (kind === 'parent_segment') return `/workbench/parent-segments/${id}`;
  return segment ? `/audience/${segment.parentSegment}/segments/${segment.id}/activations/${id}` : '/audience';
}

/** An email that tests the settings. */
export function testMail(consoleUrl: string): NoticeMail {
  return mailOf({
    title: mailText('test_title'),
    lead: mailText('test_text'),
    notes: [],
    counts: [],
    errors: [],
    facts: [],
    links: [],
    foot: settingsFoot(consoleUrl),
  });
}

function partsOf(notice: JobNotice, { consoleUrl, percent, pausedAlike, isForSchedule }: NoticeMailContext): MailParts {
  const { job, records, topErrors, authentication, account, isSandbox } = notice;
  const planned = plannedOf(notice);
  const links = [
    { label: mailText('job', { job }), url: `${consoleUrl}/jobs/${job}` },
    ...(countNotAccepted(records) > 0
      ? [{ label: mailText('records'), url: `${consoleUrl}/jobs/${job}/records` }]
      : []),
  ];
  return {
    title: titleOf(notice),
    lead: leadOf(notice),
    notes: [
      ...(isOverThreshold(notice, percent) ? [mailText('over_threshold', { percent })] : []),
      ...(pausedAlike > 0 ? [mailText('alike', { count: pausedAlike })] : []),
    ],
    counts: (['read', ...OUTCOMES] as const).map((outcome) => [
      mailText(outcome === 'rejected' && isSandbox ? 'rejected_sandbox' : outcome),
      numberText(records[outcome]),
    ]),
    errors: topErrors.map(({ code, records: count }) => [
      isSandbox && code === 'rejected' ? mailText('rejected_sandbox') : translate('issue-titles', code),
      numberText(count),
    ]),
    facts: [...(planned ? plannedFacts(planned) : []), ...(authentication ? exportFacts(authentication, account) : [])],
    links,
    foot:
      isForSchedule && planned
        ? { label: mailText(`${planned.kind}_foot`), url: `${consoleUrl}${plannedPath(planned)}` }
        : settingsFoot(consoleUrl),
  };
}

function plannedOf({ query, planned }: JobNotice): PlannedNotice | undefined {
  return query ? { ...query, kind: 'query' } : planned;
}

function plannedFacts({ kind, name, plannedAt }: PlannedNotice): readonly Row[] {
  return [
    [mailText(kind), name],
    [mailText('planned_at'), new Date(plannedAt).toISOString()],
  ];
}

function exportFacts({ id, name }: NonNullable<JobNotice['authentication']>, account: string): readonly Row[] {
  return [
    [mailText('authentication'), `${name} (${id})`],
    [mailText('account'), account],
  ];
}

/** Begins with SANDBOX if the job sends to the sandbox, and with TEST if it sends test events. */
function titleOf(notice: JobNotice): string {
  const { job, state, reason, records, testEvent, isSandbox } = notice;
  const params = { job, accepted: records.accepted, missed: countNotAccepted(records), reason: reasonText(reason) };
  const title = mailText(`title_${state}`, params);
  const planned = plannedOf(notice);
  const namedTitle = planned ? `${planned.name}: ${title}` : title;
  if (isSandbox) return `SANDBOX: ${namedTitle}`;
  return testEvent ? `TEST: ${namedTitle}` : namedTitle;
}

function leadOf({ state, testEvent, isSandbox }: JobNotice): string {
  const lead = mailText(`lead_${state}`);
  if (isSandbox) return `${lead} ${mailText('sandbox')}`;
  return testEvent ? `${lead} ${mailText('test_event')}` : lead;
}

function reasonText(reason: string | null): string {
  return reason === null ? '' : translateReason(reason);
}
