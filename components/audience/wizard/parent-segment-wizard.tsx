'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { PARENT_SEGMENTS, parentSegmentPath } from '#components/paths.ts';
import { iconButtonStyle } from '#components/ui/buttons/button-style.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tooltip } from '#components/ui/overlays/tooltip.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { MasterStep } from './master/master-step.tsx';
import { ScheduleStep } from './schedule/schedule-step.tsx';
import { TablesStep } from './tables/tables-step.tsx';
import { type SaveParentSegment, useSaveParentSegment } from './use-save-parent-segment.ts';
import { useWizardState, type WizardOptions } from './use-wizard-state.ts';
import { WizardContext } from './wizard-context.ts';
import { WizardFoot } from './wizard-foot.tsx';
import { WizardSide } from './wizard-side.tsx';
import { nextStep, WIZARD_STEPS, type WizardStep } from './wizard-steps.ts';

export interface ParentSegmentWizardProps extends WizardOptions {
  /** Null: a new parent segment. */
  id: number | null;
  /** How long the build in use took, in milliseconds; null if there is none. */
  buildMs?: number | null;
  save: SaveParentSegment;
}

export function ParentSegmentWizard({ id, save, buildMs = null, ...options }: ParentSegmentWizardProps) {
  const t = useTranslations('parent-segments');
  const router = useRouter();
  const [requestedStep, setStep] = useQueryState(
    'step',
    parseAsStringLiteral(WIZARD_STEPS).withDefault('master').withOptions({ history: 'push', scroll: true }),
  );
  const state = useWizardState(options);
  const { form, changedAt, body, check, isMasterValid, firstInvalidStep, deleteDraft } = state;
  const { draft } = form;
  const showStep = (next: WizardStep) => void setStep(next);
  const { submit, failure, isBusy } = useSaveParentSegment({ id, save, state, onRefused: showStep });
  // Joins need the master table: while it is invalid, the first step is shown, whatever step the URL requests.
  const step: WizardStep = isMasterValid ? requestedStep : 'master';
  const pageToReturnTo = id === null ? PARENT_SEGMENTS : parentSegmentPath(id);
  const leave = () => {
    deleteDraft();
    router.push(pageToReturnTo);
  };
  const continueOrSubmit = () => {
    if (!check(step)) return;
    const next = nextStep(step);
    if (next) return showStep(next);
    if (firstInvalidStep && firstInvalidStep !== step) {
      showStep(firstInvalidStep);
      return void check(firstInvalidStep);
    }
    submit();
  };
  const title = id === null ? t('wizard.title') : t('wizard.editTitle');
  return (
    <WizardContext value={form}>
      <WizardSide title={title} step={step} id={id} />
      <Sheet>
        <SheetHead
          crumbs={[{ label: t('title'), href: PARENT_SEGMENTS }]}
          title={draft.name.trim() || title}
          note={
            changedAt !== null && t.rich('wizard.kept', { time: () => <Time value={changedAt} shape="timeToMinute" /> })
          }
          actions={
            <Tooltip text={t('wizard.close')}>
              <Link href={pageToReturnTo} aria-label={t('wizard.close')} className={iconButtonStyle('plain', 'md')}>
                <X aria-hidden />
              </Link>
            </Tooltip>
          }
        />
        <SheetBody key={step} padded={false}>
          <div ref={body} className="flex min-h-full flex-col">
            {failure !== undefined && (
              <Banner
                live
                tone="error"
                title={t(failure.code === 'unanswered' ? 'wizard.unanswered' : 'wizard.notSaved')}
                className="mx-6 mt-5 max-wide:mx-4"
              >
                {failure.message}
              </Banner>
            )}
            {step === 'master' && <MasterStep />}
            {(step === 'attributes' || step === 'behaviors') && <TablesStep key={step} kind={step} />}
            {step === 'schedule' && <ScheduleStep isNew={id === null} buildMs={buildMs} />}
          </div>
        </SheetBody>
        <WizardFoot
          step={step}
          isNew={id === null}
          buildsNow={draft.buildsNow}
          isBusy={isBusy}
          onStep={showStep}
          onCancel={leave}
          onContinue={continueOrSubmit}
        />
      </Sheet>
    </WizardContext>
  );
}
