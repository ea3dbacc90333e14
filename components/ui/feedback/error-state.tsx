'use client';

import { CloudAlert, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../buttons/button.tsx';
import { CopyButton } from '../text/copy-button.tsx';
import { EmptyState } from './empty-state.tsx';

export interface ErrorStateProps {
  /** What failed. */
  title: ReactNode;
  /** What was not affected, and what to do next. */
  children: ReactNode;
  onRetry?: (() => void) | undefined;
  requestId?: string | undefined;
  level?: 2 | 3;
}

export function ErrorState({ title, children, onRetry, requestId, level = 2 }: ErrorStateProps) {
  const t = useTranslations('shell.error');
  return (
    <EmptyState
      title={title}
      level={level}
      icon={<CloudAlert aria-hidden className="size-6 text-error" />}
      actions={
        onRetry && (
          <Button size="sm" icon={<RotateCw aria-hidden />} onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    >
      {children}
      {requestId && (
        <span className="mt-2 flex items-center justify-center gap-1">
          {t('requestId')} <span className="mono">{requestId}</span>
          <CopyButton text={requestId} label={t('requestId')} iconOnly />
        </span>
      )}
    </EmptyState>
  );
}
