import { useTranslations } from 'next-intl';
import { authenticationPath, editActivationPath, segmentPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { ActivationProblem } from '../activation-problem.tsx';
import { NotBuiltBanner } from '../list/not-built-banner.tsx';
import { isRunning, segmentIdsOf, statusOf } from '../listed-activation.ts';
import type { ShownActivation } from './shown-activation.ts';

/** What keeps an activation from running. */
export function ActivationNotes({ activation }: { activation: ShownActivation }) {
  const t = useTranslations('activations.page');
  const { schedule, isWorkerAlive } = activation;
  const status = statusOf(activation);
  const remedy = remedyOf(activation);
  const needsWorker = isRunning(activation) || schedule?.isPaused === false;
  return (
    <div className="grid gap-3 px-6 pt-4 empty:hidden max-wide:px-4">
      {!isWorkerAlive && needsWorker && (
        <Banner tone="warning" title={t('noWorker')}>
          {t('noWorkerText')}
        </Banner>
      )}
      <NotBuiltBanner activations={[activation]} />
      {(status === 'token' || status === 'problem') && (
        <Banner
          tone="error"
          title={t('cannotRun')}
          actions={
            <ButtonLink size="sm" href={remedy.href}>
              {t(remedy.label)}
            </ButtonLink>
          }
        >
          <ActivationProblem activation={activation} />
        </Banner>
      )}
    </div>
  );
}

/** Where the cause can be removed: on the page of the authentication, of the segment or of the activation. */
function remedyOf(activation: ShownActivation) {
  const { id, authentication, problem } = activation;
  if (statusOf(activation) === 'token')
    return { label: 'openAuthentication', href: authenticationPath(authentication.id) } as const;
  const segment = segmentIdsOf(activation);
  if (problem?.isOfSegment) return { label: 'openSegment', href: segmentPath(segment) } as const;
  return { label: 'edit', href: editActivationPath(segment, id) } as const;
}
