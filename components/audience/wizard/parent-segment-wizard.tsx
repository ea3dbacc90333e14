'use client';

import { ArrowRight, Play, Save, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Sheet, SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { PARENT_SEGMENTS, parentSegmentPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { iconButtonStyle } from '#components/ui/buttons/button-style.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tooltip } from '#components/ui/overlays/tooltip.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { ActionFailure, ActionResult } from '#lib/web/action-result.ts';
import { choiceOf } from './draft/choice-of-draft.ts';
import { scheduleOf } from './draft/schedule-draft.ts';
import { MasterStep } from './master/master-step.tsx';
import { ScheduleStep } from './schedule/schedule-step.tsx';
import { TablesStep } from './tables/tables-step.tsx';
import { useWizardState, type WizardOptions } from './use-wizard-state.ts';
import { WizardContext } from './wizard-context.ts';
import { WizardSide } from './wizard-side.tsx';
import { nextStep, previousStep, stepOf, WIZARD_STEPS, type WizardStep } from './wizard-steps.ts';

/** A saved parent segment and the job of its build. */
export interface SavedParentSegment {
  readonly id: number;
  readonly job: number | null;
  /** Why the build could not start. */
  readonly buildProblem: string | null;
}

export interface ParentSegmentWizardProps extends WizardOptions {
  /** Null: a new parent segment. */
  id: number | null;
  /** How long the build in use took, in milliseconds; null if there is none. */
  buildMs?: number | null;
  save: (input: object, buildsNow: boolean) => Promise<ActionResult<SavedParentSegment>>;
}

export function ParentSegmentWizard({ id, save, buildMs = null, ...options }: ParentSegmentWizardProps) {
  const t = useTranslations('parent-segments');
  const router = useRouter();
  const resultOf = useActionResult();
  const [isBusy, startTransition] = useTransition();
  const [failure, setFailure] = useState<ActionFailure>();
  const [requestedStep, setStep] = useQueryState(
    'step',
    parseAsStringLiteral(WIZARD_STEPS).withDefault('master').withOptions({ history: 'push', scroll: true }),
  );
  const { form, changedAt, body, check, showServerErrors, isMasterValid, firstInvalidStep, deleteDraft } =
    useWizardState(options);
  const { draft } = form;
  // Joins need the master table: while it is invalid, the first step is shown, whatever step the URL requests.
  const step: WizardStep = isMasterValid ? requestedStep : 'master';
  const next = nextStep(step);
  const previous = previousStep(step);
  const leave = () => {
    deleteDraft();
    router.push(id === null ? PARENT_SEGMENTS : parentSegmentPath(id));
  };
  const submit = () => {
    // Outside the transition, whose changes are not shown before the server responds.
    setFailure(undefined);
    startTransition(async () => {
      const input = { id, choice: choiceOf(draft), schedule: scheduleOf(draft.schedule) };
      const result = await resultOf(save(input, draft.buildsNow));
      if (!result.ok) return showRefusal(result);
      deleteDraft();
      const { id: savedId, job, buildProblem } = result.value;
      if (job === null) toast.success(t('wizard.saved', { name: draft.name }));
      if (buildProblem !== null) toast.error(buildProblem);
      router.push(parentSegmentPath(savedId));
    });
  };
  const showRefusal = (refusal: ActionFailure) => {
    const fields = Object.entries(refusal.fieldErrors);
    const errors = fields.map(([path, text]) => [path.replace(/^choice\./, ''), text] as const);
    const [first] = errors;
    if (first) void setStep(stepOf(first[0]));
    showServerErrors(Object.fromEntries(errors));
    setFailure(refusal);
  };
  const continueOrSubmit = () => {
    if (!check(step)) return;
    if (next) return void setStep(next);
    if (firstInvalidStep && firstInvalidStep !== step) {
      void setStep(firstInvalidStep);
      return void check(firstInvalidStep);
    }
    submit();
  };
  const submitIcon = draft.buildsNow ? <Play aria-hidden /> : <Save aria-hidden />;
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
              <Link
                href={id === null ? PARENT_SEGMENTS : parentSegmentPath(id)}
                aria-label={t('wizard.close')}
                className={iconButtonStyle('plain', 'md')}
              >
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
        <SheetFoot>
          {previous ? (
            <Button onClick={() => void setStep(previous)}>{t('wizard.back')}</Button>
          ) : (
            <Button onClick={leave}>{t('wizard.cancel')}</Button>
          )}
          <Button
            variant="primary"
            className="wide:ml-auto"
            busy={isBusy}
            icon={next ? undefined : submitIcon}
            onClick={continueOrSubmit}
          >
            {next ? t(`wizard.next.${next}`) : t(submitKey(id === null, draft.buildsNow))}
            {next && <ArrowRight aria-hidden />}
          </Button>
        </SheetFoot>
      </Sheet>
    </WizardContext>
  );
}

function submitKey(isNew: boolean, buildsNow: boolean) {
  if (isNew) return buildsNow ? 'wizard.createAndBuild' : 'wizard.create';
  return buildsNow ? 'wizard.saveAndBuild' : 'wizard.save';
}
