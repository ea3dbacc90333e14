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
import { BeforeSending } from './forecast/before-sending.tsx';
import { willBeSent } from './forecast/forecast.tsx';
import { useAcceptedBefore } from './forecast/use-accepted-before.ts';
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
  /** Null where live events go to the service itself. */
  customAddress: CustomAddress | null;
  /** Null where the file was not looked through. */
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
  const [asked, setAsked] = useState<SendValues | null>(null);
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
  const accepted = useAcceptedBefore(file.id, matching, form, isReal);
  // A job that stops at the first invalid record sends nobody knows how many.
  const isKnown = review !== null && (skip || review.records.invalid === 0);
  const pressText = isKnown
    ? t(test ? 'send.pressTestCount' : 'send.pressCount', {
        count: willBeSent(review, { alreadyAccepted }, accepted?.data),
      })
    : t(test ? 'send.pressTest' : 'send.press');
  // Only what cannot be taken back is asked for twice.
  const submit = form.handleSubmit((values) => (test || sandbox ? run(values) : setAsked(values)));
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
        <BeforeSending {...{ file, matching, form, accepted, eventsPerCall, callsPerMinute, review }} />
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
          {pressText}
        </Button>
      </SheetFoot>
      <SendConfirm
        values={asked}
        authentication={authentication}
        destination={destination}
        acceptedBefore={accepted?.data?.alreadyAccepted ?? 0}
        onClose={() => setAsked(null)}
        onConfirm={run}
      />
    </Sheet>
  );
}
