'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { JOBS, jobPath } from '#components/paths.ts';
import type { JobNotice } from '#lib/core/notification/notification.ts';
import { isInSight } from './jobs-in-sight.ts';
import { kindOf, useNoticeText } from './notice-text.ts';
import { useNotices } from './use-notices.ts';
import { useTitleBadge } from './use-title-badge.ts';

/** More at once would hide the page. */
const TOASTS = 3;

/** Tells of jobs that end or pause out of sight: by a toast, and by a number in the title until it has been seen. */
export function JobNotices() {
  const path = usePathname();
  const [unseen, setUnseen] = useState<ReadonlySet<number>>(new Set());
  const see = useCallback(
    (job: number) => setUnseen((known) => new Set([...known].filter((each) => each !== job))),
    [],
  );
  const show = useToast(see);
  useNotices((notices) => {
    const elsewhere = notices.filter(({ job }) => !isOn(path, job) || document.visibilityState === 'hidden');
    setUnseen((known) => new Set([...known, ...elsewhere.map(({ job }) => job)]));
    show(elsewhere.filter(({ job }) => !isOn(path, job)));
  });
  useSeenOnItsPage(path, unseen, see);
  useTitleBadge(unseen.size);
  return null;
}

/** Whether this is a page of the job, or one that follows it. */
function isOn(path: string, job: number): boolean {
  return isInSight(job) || path === jobPath(job) || path.startsWith(`${jobPath(job)}/`);
}

/** Whoever looks at a page of the job, or at the list, has seen what became of it. */
function useSeenOnItsPage(path: string, unseen: ReadonlySet<number>, see: (job: number) => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      for (const job of unseen) if (path === JOBS || isOn(path, job)) see(job);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [path, unseen, see]);
}

/** A toast that says a job went well goes by itself; one that somebody must act on stays until it is put away. */
function useToast(onGone: (job: number) => void) {
  const t = useTranslations('notices');
  const textOf = useNoticeText();
  const router = useRouter();
  const showOne = (notice: JobNotice) => {
    const { job, state } = notice;
    const gone = () => onGone(job);
    toast[kindOf(notice)](textOf.title(notice), {
      id: `job-${job}`,
      description: textOf.detail(notice),
      action: { label: t('open'), onClick: () => router.push(jobPath(job)) },
      ...(state !== 'success' && { duration: Number.POSITIVE_INFINITY }),
      onDismiss: gone,
      onAutoClose: gone,
    });
  };
  return (notices: readonly JobNotice[]) => {
    for (const notice of notices.slice(-TOASTS)) showOne(notice);
    const rest = notices.slice(0, -TOASTS);
    if (rest.length === 0) return;
    const gone = () => {
      for (const { job } of rest) onGone(job);
    };
    toast.info(t('more', { count: rest.length }), {
      action: { label: t('openJobs'), onClick: () => router.push(JOBS) },
      onDismiss: gone,
      onAutoClose: gone,
    });
  };
}
