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
  const { id, authentication, schedule, isWorkerAlive, problem } = activation;
  const status = statusOf(activation);
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
            status === 'problem' && problem?.isOfSegment ? (
              <ButtonLink size="sm" href={segmentPath(segmentIdsOf(activation))}>
                {t('openSegment')}
              </ButtonLink>
            ) : status === 'token' ? (
              <ButtonLink size="sm" href={authenticationPath(authentication.id)}>
                {t('openAuthentication')}
              </ButtonLink>
            ) : (
              <ButtonLink size="sm" href={editActivationPath(segmentIdsOf(activation), id)}>
                {t('edit')}
              </ButtonLink>
            )
          }
        >
          <ActivationProblem activation={activation} />
        </Banner>
      )}
    </div>
  );
}
