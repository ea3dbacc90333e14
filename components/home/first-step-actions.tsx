import { useTranslations } from 'next-intl';
import { exportPath, NEW_EXPORT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { FirstStep } from '#lib/core/view/first-step.ts';
import type { HomeView } from '#lib/core/view/home-view.ts';
import { type LoadSample, SampleButton } from './sample-button.tsx';

export interface FirstStepActionsProps {
  step: FirstStep;
  /** Whether this is the first step that is not done: its action is the page's primary one. */
  isCurrent: boolean;
  home: HomeView;
  createHref: string;
  loadSample: LoadSample;
}

/**
 * Actions for a step that is not done. Loading the sample file completes the first two steps and leads to the third.
 */
export function FirstStepActions({ step, isCurrent, home, createHref, loadSample }: FirstStepActionsProps) {
  const link = useStepLink(step, home, createHref);
  if (step === 'rehearse' && !isCurrent && link.href === NEW_EXPORT) return null; // the step before has the same link
  return (
    <p className={`mt-3.5 flex flex-wrap gap-2 ${isCurrent ? '' : '-ml-2.5'}`}>
      <ButtonLink variant={isCurrent ? 'primary' : 'quiet'} size="sm" href={link.href} className="max-w-full">
        <span className="truncate">{link.label}</span>
      </ButtonLink>
      {isCurrent && step !== 'send' && <SampleButton loadSample={loadSample} />}
    </p>
  );
}

function useStepLink(step: FirstStep, home: HomeView, createHref: string): { href: string; label: string } {
  const t = useTranslations('home.first.actions');
  const create = { href: createHref, label: t('authentication') };
  if (step === 'authentication' || (step === 'send' && !home.hasRealAuthentication)) return create;
  const file = home.waiting.find((item) => item.kind === 'unexported')?.upload;
  if (step === 'upload' || !file) return { href: NEW_EXPORT, label: t('upload') };
  return { href: exportPath(file.id), label: t('goOn', { name: file.name }) };
}
