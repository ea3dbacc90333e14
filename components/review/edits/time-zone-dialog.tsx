'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useMemo, useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { browserTimeZone } from '#components/ui/text/browser-time-zone.ts';
import type { OfferedRepair } from '#lib/core/review/review-view.ts';
import { timeZones } from '#lib/core/schedule/timetable.ts';
import type { ReviewContext } from '../review-context.ts';
import { useRepairName } from './use-repair-name.ts';

export interface TimeZoneDialogProps {
  context: ReviewContext;
  /** The repair; the dialog is closed if undefined. */
  repair: OfferedRepair | undefined;
  onClose: () => void;
}

/** Asks for the time zone of times without one, and applies the repair, such as a way to read these times, with it. */
export function TimeZoneDialog({ context: { edits }, repair, onClose }: TimeZoneDialogProps) {
  const t = useTranslations('review.fix.zone');
  const resultText = useTranslations('review.editResult');
  const nameOf = useRepairName();
  const formId = useId();
  const zones = useMemo(() => timeZones().map((value) => ({ value, label: value })), []);
  const [answer, setAnswer] = useState(browserTimeZone);
  const [hasFailed, setFailed] = useState(false);
  const close = () => {
    setFailed(false);
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!repair) return;
    const edited = await edits.run({ kind: 'repair', column: repair.column, repair: repair.repair, answer });
    if (edited) return close();
    setFailed(true);
  };
  const isAboutZone = repair?.repair === 'time_zone';
  const { kind = 'refused' } = edits.problem ?? {};
  const problem = kind === 'refused' ? t('refused') : resultText(kind);
  return (
    <Dialog
      open={repair !== undefined}
      onOpenChange={(open) => !open && close()}
      size="sm"
      title={repair ? nameOf(repair.repair) : t('title')}
      description={t(isAboutZone ? 'text' : 'readText', { column: repair?.column ?? '' })}
      foot={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={edits.isBusy}>
            {t('action')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label={t('zone')} help={t(isAboutZone ? 'help' : 'readHelp')} error={hasFailed && problem}>
          <Combobox choices={zones} value={answer} onValueChange={setAnswer} label={t('zone')} />
        </Field>
      </form>
    </Dialog>
  );
}
