'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { ChangedMeanwhile } from '#components/layout/changed-meanwhile.tsx';
import { useLinkGuard } from '#components/layout/leaving/use-link-guard.ts';
import { useWarnOnLeave } from '#components/layout/leaving/use-warn-on-leave.ts';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { segmentActivationsPath } from '#components/paths.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { DetailsStep } from './details/details-step.tsx';
import { LeaveDialog } from './dialogs/leave-dialog.tsx';
import { RunDialog } from './dialogs/run-dialog.tsx';
import { WizardFoot } from './frame/wizard-foot.tsx';
import { WizardHead } from './frame/wizard-head.tsx';
import { WizardSide } from './frame/wizard-side.tsx';
import { MappingStep } from './mapping/mapping-step.tsx';
import { ScheduleStep } from './schedule/schedule-step.tsx';
import { SegmentNote } from './segment-note.tsx';
import { StepSummary } from './summary/step-summary.tsx';
import { useSaveActivation } from './use-save-activation.ts';
import { useSendsRealEvents } from './use-sends-real-events.ts';
import { useStepFocus } from './use-step-focus.ts';
import { useWizardState } from './use-wizard-state.ts';
import { WizardContext } from './wizard-context.ts';
import type { WizardActions, WizardStart } from './wizard-start.ts';
import { reachableStep, stepAfter, WIZARD_STEPS, type WizardStep } from './wizard-steps.ts';

export interface ActivationWizardProps {
  start: WizardStart;
  actions: WizardActions;
}

/** Creates an activation of a segment, or changes one, in three steps. */
export function ActivationWizard({ start, actions }: ActivationWizardProps) {
  const t = useTranslations('activation-wizard');
  const router = useRouter();
  const { wizard, isDirty, isStale, loadedAt, load, invalidSteps, check, deleteDraft } = useWizardState(start, actions);
  const { form, segmentIds } = wizard;
  const [leavingTo, setLeavingTo] = useState<string>();
  const [isConfirming, setConfirming] = useState(false);
  const [requestedStep, setStep] = useQueryState(
    'step',
    parseAsStringLiteral(WIZARD_STEPS).withDefault('details').withOptions({ history: 'push', scroll: true }),
  );
  const step = reachableStep(requestedStep, invalidSteps);
  const { body, heading, focusInvalid } = useStepFocus(step);
  const showStep = (next: WizardStep) => void setStep(next);
  const { save, failureText, isUnanswered, busy, markLeaving } = useSaveActivation(wizard, {
    deleteDraft,
    isStale,
    loadedAt,
    onRefused(refusedStep) {
      showStep(refusedStep);
      focusInvalid();
    },
  });
  useWarnOnLeave(isDirty && busy === null);
  useLinkGuard(isDirty && busy === null, setLeavingTo);
  const list = segmentActivationsPath(segmentIds);
  const leave = (to: string) => {
    deleteDraft();
    markLeaving();
    router.push(to);
  };
  const continueOrSave = async (runsNow: boolean) => {
    if (!(await check(step))) return focusInvalid();
    const next = stepAfter(step);
    if (next) return showStep(next);
    await save({ runsNow });
  };
  const sendsRealEvents = useSendsRealEvents(wizard);
  const runOrConfirm = (hasErrors: boolean) =>
    sendsRealEvents || hasErrors ? setConfirming(true) : void continueOrSave(true);
  const close = () => (isDirty ? setLeavingTo(list) : leave(list));
  return (
    <WizardContext value={wizard}>
      <WizardSide step={step} />
      <Sheet>
        <WizardHead onClose={close} />
        <SheetBody key={step} padded={false}>
          <div ref={body} className="flex min-h-full flex-col">
            <h2 ref={heading} tabIndex={-1} className="sr-only">
              {t(`steps.${step}`)}
            </h2>
            {isStale && start.activation && (
              <ChangedMeanwhile
                at={start.activation.updatedAt}
                busy={busy === 'save'}
                needs="audiences.write"
                onLoad={load}
                onOverwrite={() => void save({ overwrites: true })}
                className="mx-6 mt-5 max-wide:mx-4"
              />
            )}
            <SegmentNote />
            {failureText !== undefined && <SaveFailure text={failureText} isUnanswered={isUnanswered} />}
            {step === 'details' && <DetailsStep />}
            {step === 'mapping' && <MappingStep />}
            {step === 'schedule' && (
              <ScheduleStep
                form={form}
                parentSegment={start.parentSegment}
                summary={<StepSummary onMapping={() => showStep('mapping')} />}
              />
            )}
          </div>
        </SheetBody>
        <WizardFoot
          step={step}
          busy={busy}
          onCancel={close}
          onStep={showStep}
          onContinue={() => void continueOrSave(false)}
          onRun={runOrConfirm}
        />
      </Sheet>
      <RunDialog
        open={isConfirming}
        onOpenChange={setConfirming}
        onRun={() => {
          setConfirming(false);
          void continueOrSave(true);
        }}
      />
      <LeaveDialog
        open={leavingTo !== undefined}
        onOpenChange={() => setLeavingTo(undefined)}
        onLeave={() => leave(leavingTo ?? list)}
      />
    </WizardContext>
  );
}

/** Why the activation was not saved, or that this is unknown, because the console did not answer. */
function SaveFailure({ text, isUnanswered }: { text: string; isUnanswered: boolean }) {
  const t = useTranslations('activation-wizard');
  return (
    <Banner live tone="error" title={t(isUnanswered ? 'unanswered' : 'notSaved')} className="mx-6 mt-5 max-wide:mx-4">
      {text}
    </Banner>
  );
}
