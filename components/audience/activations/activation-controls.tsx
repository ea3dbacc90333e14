'use client';

import { CopyPlus, Pause, PencilLine, Play, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useCreateOnce } from '#components/http/use-create-once.ts';
import { usePerform } from '#components/http/use-perform.ts';
import { editActivationPath, jobPath, newActivationPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import type { ActivationActions } from './activation-actions.ts';
import { DeleteActivation } from './delete-activation.tsx';
import { type ListedActivation, segmentIdsOf, sendsRealEvents } from './listed-activation.ts';

export interface ActivationControlsProps {
  activation: ListedActivation;
  actions: ActivationActions;
  /** Whether the most frequent actions are buttons beside the menu, as on the activation's own page. */
  hasButtons?: boolean;
  onDeleted?: () => void;
}

/** Everything that can be done with an activation: a menu in lists, buttons and a menu on its page. */
export function ActivationControls({ activation, actions, hasButtons = false, onDeleted }: ActivationControlsProps) {
  const t = useTranslations('activations');
  const router = useRouter();
  const { perform, isBusy } = usePerform();
  const createOnce = useCreateOnce();
  const [dialog, setDialog] = useState<'run' | 'delete'>();
  const close = () => setDialog(undefined);
  const { id, name, schedule, authentication, account } = activation;
  const segmentIds = segmentIdsOf(activation);
  const seen = {
    authenticationId: authentication.id,
    authentication: authentication.name,
    account,
    isReal: sendsRealEvents(activation),
  };
  const start = () =>
    perform(
      () => createOnce(actions.run, { activation: id, seen }),
      ({ job_id: job }) =>
        toast.success(t('started', { job }), {
          action: { label: t('openJob'), onClick: () => router.push(jobPath(job)) },
        }),
    );
  const startOrConfirm = () => (seen.isReal ? setDialog('run') : start());
  const isPaused = schedule?.isPaused === true;
  const pauseOrResume = isPaused ? actions.resume : actions.pause;
  const switchPause = () =>
    perform(
      () => pauseOrResume({ activation: id }),
      () => toast.success(t(isPaused ? 'resumed' : 'paused', { name })),
    );
  return (
    <>
      {hasButtons && (
        <>
          <Button needs="audiences.run" size="sm" icon={<Play aria-hidden />} busy={isBusy} onClick={startOrConfirm}>
            {t('menu.run')}
          </Button>
          <ButtonLink size="sm" href={editActivationPath(segmentIds, id)} icon={<PencilLine aria-hidden />}>
            {t('menu.edit')}
          </ButtonLink>
        </>
      )}
      <MoreMenu itemName={name} size="sm" outline={hasButtons}>
        {!hasButtons && (
          <>
            <MenuItem needs="audiences.run" icon={<Play aria-hidden />} onSelect={startOrConfirm}>
              {t('menu.run')}
            </MenuItem>
            <MenuLink href={editActivationPath(segmentIds, id)} icon={<PencilLine aria-hidden />}>
              {t('menu.edit')}
            </MenuLink>
          </>
        )}
        <MenuLink href={newActivationPath(segmentIds, id)} icon={<CopyPlus aria-hidden />}>
          {t('menu.duplicate')}
        </MenuLink>
        {schedule !== null && (
          <MenuItem
            needs="audiences.write"
            icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
            onSelect={switchPause}
          >
            {t(isPaused ? 'menu.resume' : 'menu.pause')}
          </MenuItem>
        )}
        <MenuRule />
        <MenuItem needs="audiences.write" danger icon={<Trash2 aria-hidden />} onSelect={() => setDialog('delete')}>
          {t('menu.delete')}
        </MenuItem>
      </MoreMenu>
      <ConfirmDialog
        open={dialog === 'run'}
        onOpenChange={close}
        title={t('real.title', { name })}
        confirmLabel={t('real.confirm')}
        onConfirm={() => {
          close();
          void start();
        }}
      >
        <p>{t('real.text', { authentication: authentication.name, account })}</p>
      </ConfirmDialog>
      <DeleteActivation
        activation={activation}
        open={dialog === 'delete'}
        onClose={close}
        remove={actions.remove}
        onDeleted={onDeleted ?? router.refresh}
      />
    </>
  );
}
