'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { connectorKey } from '#components/connector/connector-key.ts';
import {
  type AuthenticationChoice,
  type CustomBaseUrl,
  type SendEvents,
  useSendForm,
} from '#components/export-settings/send-form.ts';
import { AppliedNote } from '#components/export-steps/applied-note.tsx';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { AppliedMapping } from '#lib/core/saved-mapping/applied-mapping.ts';
import { DraftNote } from '../draft-note.tsx';
import { isZoneOpen } from './forecast/forecast-notes.tsx';
import { SendOverview } from './forecast/send-overview.tsx';
import { SEND_COLUMNS } from './send-columns.ts';
import { type PendingSend, SendConfirm } from './send-confirm.tsx';
import { SendFields } from './send-fields.tsx';
import { SendFoot, type SendObstacle } from './send-foot.tsx';
import { SendNotes } from './send-notes.tsx';
import { SendCards } from './trials/send-cards.tsx';
import { type StartTrial, useTrials } from './trials/use-trials.ts';
import { useConfirmation } from './use-confirmation.ts';
import { useForecastPlan } from './use-forecast-plan.ts';
import { useSend } from './use-send.ts';

export interface SendSheetProps {
  file: ExportFile;
  matching: ExportMapping;
  authentications: readonly AuthenticationChoice[];
  eventsPerCall: number;
  callsPerMinute: number;
  /** Null if events are sent to the service itself. */
  customBaseUrl: CustomBaseUrl | null;
  /** Null if the file was not reviewed. */
  review: ReviewView | null;
  /** Undefined until the server has responded, and if the file was not reviewed. */
  repeats: Repeats;
  /** What the saved mapping of the file applied; null without one, or if the review does not use it. */
  applied: AppliedMapping | null;
  send: SendEvents;
  sendTest: StartTrial;
  rehearse: StartTrial;
}

/** The form of the last step, beside the forecast of what it will send. */
export function SendSheet(props: SendSheetProps) {
  const { file, matching, authentications, eventsPerCall, callsPerMinute, review, repeats } = props;
  const t = useTranslations('exports');
  const services = useTranslations('connectors');
  const formId = useId();
  const form = useSendForm(file, matching, authentications);
  const { run, busy, problem } = useSend(form, { upload: props.file.id, review }, props.send);
  const trials = useTrials(file.id, { test: props.sendTest, rehearsal: props.rehearse });
  const forecast = useForecastPlan(form, { upload: file.id, matching, authentications, review, repeats });
  const { authentication, areFieldsMatched, acceptedQuery, plan, eventCounts } = forecast;
  const { connector, plan: columnPlan } = matching;
  const service = services(`${connectorKey(connector.type)}.service`);
  const isSandbox = authentication?.target === 'sandbox';
  const blockedBy = obstacleOf(eventCounts.sent, review);
  const customBaseUrl = authentication?.target === 'live' ? props.customBaseUrl : null;
  // The actual send needs no confirmation if it goes to the sandbox. Real events need one, because they cannot be taken
  // back.
  const confirmation = useConfirmation(form, connector, { isReal: !isSandbox, run });
  const confirm = ({ kind, values }: PendingSend) =>
    kind === 'send' ? run(values) : trials.start(kind, { ...values, seen: review?.fixesBytes });
  return (
    <Sheet>
      <SheetHead
        title={t('send.title')}
        badges={isSandbox && <Badge tone="test">{t('send.sandbox')}</Badge>}
        note={<DraftNote file={file} />}
        actions={<ExportClose />}
      />
      <SheetBody className={SEND_COLUMNS}>
        {props.applied && review && <AppliedNote upload={file.id} plan={columnPlan} applied={props.applied} />}
        <SendCards
          trials={trials}
          service={service}
          isSandbox={isSandbox}
          sendCount={eventCounts.sent}
          rehearsalCount={eventCounts.rehearsed}
          eventsPerCall={eventsPerCall}
          isDisabled={!areFieldsMatched || busy}
          isTrialOnly={blockedBy !== undefined}
          onPress={(kind) => confirmation.press[kind]()}
        />
        <form id={formId} noValidate onSubmit={confirmation.submit} className="grid content-start gap-6">
          <SendNotes
            file={file}
            connector={connector}
            plan={columnPlan}
            areFieldsMatched={areFieldsMatched}
            isSandbox={isSandbox}
            customBaseUrl={customBaseUrl}
            problem={problem}
          />
          <SendFields
            form={form}
            connector={connector}
            authentications={authentications}
            upload={file.id}
            repeats={review ? repeats : null}
          />
        </form>
        <SendOverview
          file={file}
          matching={matching}
          form={form}
          acceptedQuery={acceptedQuery}
          eventsPerCall={eventsPerCall}
          callsPerMinute={callsPerMinute}
          review={review}
          plan={plan}
          isEmpty={blockedBy === 'empty'}
          repeats={repeats}
        />
      </SheetBody>
      <SendFoot
        upload={file.id}
        review={review}
        formId={formId}
        areFieldsMatched={areFieldsMatched}
        blockedBy={blockedBy}
        eventCount={eventCounts.sent}
        busy={busy}
      />
      <SendConfirm
        pending={confirmation.pending}
        authentication={authentication}
        service={service}
        file={review ? t('send.confirm.fileOf', { name: file.name, count: review.records.read }) : file.name}
        customBaseUrl={customBaseUrl}
        plan={plan && { ...plan, sent: eventCounts.sent, rehearsed: eventCounts.rehearsed }}
        repeats={review ? repeats : null}
        lastTest={trials.latest('test')}
        onClose={confirmation.close}
        onConfirm={confirm}
      />
    </Sheet>
  );
}

/** Why the events cannot be sent, apart from fields without a column. */
function obstacleOf(sent: number | undefined, review: ReviewView | null): SendObstacle | undefined {
  if (sent === 0) return 'empty';
  return isZoneOpen(review) ? 'zone' : undefined;
}
