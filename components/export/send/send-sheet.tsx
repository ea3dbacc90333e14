'use client';

import { FlaskConical, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { SendFields } from '#components/export-settings/send-fields.tsx';
import {
  type AuthenticationChoice,
  type CustomAddress,
  type SendEvents,
  type SendValues,
  useSendForm,
} from '#components/export-settings/send-form.ts';
import { ExportClose } from '#components/export-steps/export-close.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { stepPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { DraftNote } from '../draft-note.tsx';
import { expectedEvents } from './forecast/forecast.tsx';
import { SendOverview } from './forecast/send-overview.tsx';
import { useAlreadyAccepted } from './forecast/use-already-accepted.ts';
import { SEND_COLUMNS } from './send-columns.ts';
import { SendConfirm } from './send-confirm.tsx';
import { SendNotes } from './send-notes.tsx';
import { useSend } from './use-send.ts';

export interface SendSheetProps {
  file: ExportFile;
  matching: ExportMapping;
  authentications: readonly AuthenticationChoice[];
  eventsPerCall: number;
  callsPerMinute: number;
  /** Null if live events are sent to the service itself. */
  customAddress: CustomAddress | null;
  /** Null if the file was not reviewed. */
  review: ReviewView | null;
  send: SendEvents;
}

export function SendSheet({
  file,
  matching,
  authentications,
  eventsPerCall,
  callsPerMinute,
  customAddress,
  review,
  send,
}: SendSheetProps) {
  const t = useTranslations('exports');
  const formId = useId();
  const form = useSendForm(file, matching, authentications);
  const { run, busy, refusal } = useSend(form, review, send);
  const [valuesToConfirm, setValuesToConfirm] = useState<SendValues | null>(null);
  const [chosen, test, skip, alreadyAccepted] = useWatch({
    control: form.control,
    name: ['authentication', 'parameters.test_event', 'parameters.skip_invalid_record', 'alreadyAccepted'],
  });
  const authentication = authentications.find(({ id }) => id === chosen);
  const sandbox = authentication?.target === 'sandbox';
  const { connector, plan } = matching;
  const destination = authentication?.target === 'live' ? customAddress : null;
  const matched = plan.missing.length === 0 && hasIdentifier(connector.identifierSets, plan);
  const isReal = matched && !test && authentication?.target === 'live';
  const accepted = useAlreadyAccepted(file.id, matching, form, isReal);
  // A job that stops at the first invalid record sends an unknown number of events.
  const isKnown = review !== null && (skip || review.records.invalid === 0);
  const submitText = isKnown
    ? t(test ? 'send.pressTestCount' : 'send.pressCount', {
        count: expectedEvents(review, { alreadyAccepted }, accepted?.data),
      })
    : t(test ? 'send.pressTest' : 'send.press');
  // Only real events, which cannot be taken back, need a confirmation.
  const submit = form.handleSubmit((values) => (test || sandbox ? run(values) : setValuesToConfirm(values)));
  return (
    <Sheet>
      <SheetHead
        title={t('send.title')}
        badges={
          <>
            {test && <Badge tone="test">{t('send.test')}</Badge>}
            {sandbox && <Badge tone="test">{t('send.sandbox')}</Badge>}
          </>
        }
        note={<DraftNote file={file} />}
        actions={<ExportClose />}
      />
      <SheetBody className={SEND_COLUMNS}>
        <form id={formId} noValidate onSubmit={submit} className="grid content-start gap-6">
          <SendNotes {...{ file, connector, plan, matched, test, sandbox, destination, refusal }} />
          <SendFields form={form} connector={connector} authentications={authentications} />
        </form>
        <SendOverview {...{ file, matching, form, accepted, eventsPerCall, callsPerMinute, review }} />
      </SheetBody>
      <SheetFoot>
        <ButtonLink href={stepPath(file.id, review ? 'review' : 'match')}>{t('back')}</ButtonLink>
        <Button
          type="submit"
          form={formId}
          variant="primary"
          className="wide:ml-auto"
          busy={busy}
          disabled={!matched}
          icon={test ? <FlaskConical aria-hidden /> : <Send aria-hidden />}
        >
          {submitText}
        </Button>
      </SheetFoot>
      <SendConfirm
        values={valuesToConfirm}
        authentication={authentication}
        destination={destination}
        acceptedCount={accepted?.data?.alreadyAccepted ?? 0}
        onClose={() => setValuesToConfirm(null)}
        onConfirm={run}
      />
    </Sheet>
  );
}
