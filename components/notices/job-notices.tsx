'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { JOBS, jobPath } from '#components/paths.ts';
import type { JobNotice } from '#lib/core/notification/notification.ts';
import { kindOf, useNoticeText } from './notice-text.ts';
import { useNotices } from './use-notices.ts';
import { useTitleBadge } from './use-title-badge.ts';
import { isJobVisible } from './visible-jobs.ts';

/** More toasts would cover the page. */
const MAX_TOASTS = 3;

/**
 * Notifies about jobs that end or pause while not visible: with a toast, and with a count in the title until they are
 * seen.
 */
export function JobNotices() {
  const path = usePathname();
  const [unseen, setUnseen] = useState<ReadonlySet<number>>(new Set());
  const markSeen = useCallback(
    (job: number) => setUnseen((known) => new Set([...known].filter((each) => each !== job))),
    [],
  );
  const show = useToast(markSeen);
  useNotices((notices) => {
    const elsewhere = notices.filter(({ job }) => !isOn(path, job) || document.visibilityState === 'hidden');
    setUnseen((known) => new Set([...known, ...elsewhere.map(({ job }) => job)]));
    show(elsewhere.filter(({ job }) => !isOn(path, job)));
  });
  useMarkSeen(path, unseen, markSeen);
  useTitleBadge(unseen.size);
  return null;
}

/** Whether the page is one of the job's, or shows its progress. */
function isOn(path: string, job: number): boolean {
  return isJobVisible(job) || path === jobPath(job) || path.startsWith(`${jobPath(job)}/`);
}

/** Marks jobs as seen when one of their pages or the list is visible. */
function useMarkSeen(path: string, unseen: ReadonlySet<number>, see: (job: number) => void): void {
  useEffect(() => {
    const check = () => {
      if (document.visibilityState !== 'visible') return;
      for (const job of unseen) if (path === JOBS || isOn(path, job)) see(job);
    };
    check();
    document.addEventListener('visibilitychange', check);
    return () => document.removeEventListener('visibilitychange', check);
  }, [path, unseen, see]);
}

/** Toasts of successful jobs close automatically, others stay until dismissed. */
function useToast(onDismissed: (job: number) => void) {
  const t = useTranslations('notices');
  const textOf = useNoticeText();
  const router = useRouter();
  const showOne = (notice: JobNotice) => {
    const { job, state } = notice;
    const onClosed = () => onDismissed(job);
    toast[kindOf(notice)](textOf.title(notice), {
      id: `job-${job}`,
      description: textOf.detail(notice),
      action: { label: t('open'), onClick: () => router.push(jobPath(job)) },
      ...(state !== 'success' && { duration: Number.POSITIVE_INFINITY }),
      onDismiss: onClosed,
      onAutoClose: onClosed,
    });
  };
  return (notices: readonly JobNotice[]) => {
    for (const notice of notices.slice(-MAX_TOASTS)) showOne(notice);
    const rest = notices.slice(0, -MAX_TOASTS);
    if (rest.length === 0) return;
    const onClosed = () => {
      for (const { job } of rest) onDismissed(job);
    };
    toast.info(t('more', { count: rest.length }), {
      action: { label: t('openJobs'), onClick: () => router.push(JOBS) },
      onDismiss: onClosed,
      onAutoClose: onClosed,
    });
  };
}
