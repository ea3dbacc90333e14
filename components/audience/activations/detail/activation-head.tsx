'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { segmentActivationsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import type { ActivationActions } from '../activation-actions.ts';
import { ActivationBadge } from '../activation-badge.tsx';
import { ActivationControls } from '../activation-controls.tsx';
import { type ListedActivation, segmentIdsOf } from '../listed-activation.ts';

export interface ActivationHeadProps {
  activation: ListedActivation;
  actions: ActivationActions;
}

/** The name of an activation below the tabs of its segment, and what can be done with it. */
export function ActivationHead({ activation, actions }: ActivationHeadProps) {
  const t = useTranslations('activations');
  const router = useRouter();
  const list = segmentActivationsPath(segmentIdsOf(activation));
  const { name, description } = activation;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-6 pt-5 max-wide:px-4">
      <div className="grid min-w-0 gap-0.5">
        <h2 className="flex flex-wrap items-baseline gap-x-2 text-lg [overflow-wrap:anywhere]">
          <Link href={list} className="font-medium text-text-muted hover:text-accent">
            {t('title')}
          </Link>
          <span aria-hidden className="font-normal text-border-control">
            /
          </span>
          <span>{name}</span>
        </h2>
        {description && <p className="text-sm text-text-muted">{description}</p>}
      </div>
      <span role="status">
        <ActivationBadge activation={activation} />
      </span>
      <div className="ml-auto flex items-center gap-2 max-wide:ml-0">
        <ActivationControls hasButtons activation={activation} actions={actions} onDeleted={() => router.push(list)} />
      </div>
    </header>
  );
}
