import { OctagonX } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { useFormatText } from '#components/export-steps/export-format.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { useUnitsSummary } from '#components/export-steps/units-summary.ts';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { countColumns } from '#lib/core/record/plan.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { Preview } from '../../preview/preview.tsx';
import type { SendPlan } from '../send-plan.ts';
import { AcceptedNote, type AcceptedNoteProps } from './accepted-note.tsx';
import { Forecast } from './forecast.tsx';
import { ForecastNote } from './forecast-note.tsx';
import { ForecastNotes } from './forecast-notes.tsx';

export interface SendOverviewProps extends AcceptedNoteProps {
  file: ExportFile;
  matching: ExportMapping;
  eventsPerCall: number;
  callsPerMinute: number;
  /** Null if the file was not reviewed. */
  review: ReviewView | null;
  plan: SendPlan | undefined;
  /** Whether no event is left to send. */
  isEmpty: boolean;
  repeats: Repeats;
}

/** What sending will do: forecast, facts, notes and a preview of events. */
export function SendOverview({ file, matching, form, acceptedQuery, eventsPerCall, ...props }: SendOverviewProps) {
  const { review, plan, isEmpty, callsPerMinute, repeats } = props;
  const t = useTranslations('exports.before');
  const format = useFormatter();
  const formatText = useFormatText();
  const [{ skip_invalid_record: skip }, repeatChoice = 'keep'] = useWatch({
    control: form.control,
    name: ['parameters', 'repeats'],
  });
  const { columns } = matching.plan;
  const { matched, ignored } = countColumns(matching.plan);
  const unitsSummary = useUnitsSummary(matching.plan);
  const fileColumns = columns.filter(({ constant }) => constant === undefined);
  const b = (chunks: ReactNode) => <b>{chunks}</b>;
  return (
    <section className="grid min-w-0 max-w-160 grid-cols-[minmax(0,1fr)] content-start self-start gap-5 rounded-card border border-border bg-surface-sunken p-6 max-wide:p-4">
      <h2 className="text-lg">{t('title')}</h2>
      {review && plan && (
        <Forecast
          review={review}
          plan={plan}
          eventsPerCall={eventsPerCall}
          callsPerMinute={callsPerMinute}
          repeats={repeats}
        />
      )}
      <Facts labels="narrow">
        <Fact label={t('file')}>{file.name}</Fact>
        <Fact label={t('size')}>
          <Bytes value={file.bytes} /> · {formatText(file)}
        </Fact>
        <Fact label={t('columns')}>{t('columnsOf', { matched, total: matched + ignored })}</Fact>
        {unitsSummary && <Fact label={t('readAs')}>{unitsSummary}</Fact>}
        {fileColumns.length < columns.length && (
          <Fact label={t('constants')}>
            {format.list(
              columns.flatMap(({ column, constant }) => (constant === undefined ? [] : `${column} = ${constant}`)),
              LIST_FORMAT,
            )}
          </Fact>
        )}
        {!review && <Fact label={t('calls')}>{t('callsOf', { events: eventsPerCall })}</Fact>}
      </Facts>
      <ul className="grid gap-3.5 border-border border-t pt-4 text-sm empty:hidden [&_svg]:mt-0.5 [&_svg]:text-warning">
        <AcceptedNote form={form} acceptedQuery={acceptedQuery} />
        {review && <ForecastNotes review={review} isEmpty={isEmpty} />}
        {!skip && (
          <ForecastNote icon={<OctagonX aria-hidden className="size-4" />}>{t.rich('stops', { b })}</ForecastNote>
        )}
      </ul>
      {matching.plan.missing.length === 0 && (
        <Preview
          file={file}
          matching={matching}
          isReviewed={review !== null}
          repeatChoice={repeatChoice}
          repeats={repeats}
          acceptedBefore={plan?.acceptedBefore ?? 0}
        />
      )}
    </section>
  );
}
