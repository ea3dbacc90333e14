'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { JOBS, jobPath, workflowAttemptPath, workflowSessionsPath } from '#components/paths.ts';
import type { ShownNotice } from './notice-page.ts';
import { kindOf, useNoticeText } from './notice-text.ts';
import { useNotices } from './use-notices.ts';
import { useTitleBadge } from './use-title-badge.ts';
import { isJobVisible } from './visible-jobs.ts';

/** More toasts would cover the page. */
const MAX_TOASTS = 3;

/**
 * Notifies about jobs and workflow attempts that end or need attention while they are not visible: with a toast, and
 * with a count in the title until they are seen.
 */
export function Notices() {
  const path = usePathname();
  const [unseen, setUnseen] = useState<ReadonlyMap<string, ShownNotice>>(new Map());
  const markSeen = useCallback(
    (page: string) => setUnseen((previous) => new Map([...previous].filter(([unseenPage]) => unseenPage !== page))),
    [],
  );
  const show = useToast(markSeen);
  const isUnreachable = useNotices((notices) => {
    const added = notices.filter((notice) => !isOn(path, notice) || document.visibilityState === 'hidden');
    setUnseen((previous) => new Map([...previous, ...added.map((notice) => [pageOf(notice), notice] as const)]));
    show(added.filter((notice) => !isOn(path, notice)));
  });
  useMarkSeen(path, unseen, markSeen);
  useTitleBadge(unseen.size);
  useConnectionToast(isUnreachable);
  return null;
}

/** Shows a toast while the console cannot be reached; without it, the page of a running job would seem to hang. */
function useConnectionToast(isUnreachable: boolean): void {
  const t = useTranslations('notices');
  useEffect(() => {
    if (!isUnreachable) return;
    const id = toast.warning(t('unreachable'), {
      description: t('unreachableText'),
      duration: Number.POSITIVE_INFINITY,
    });
    return () => void toast.dismiss(id);
  }, [isUnreachable, t]);
}

/** The page of the job or attempt that a notice is about. */
function pageOf(notice: ShownNotice): string {
  return 'attempt' in notice ? workflowAttemptPath(notice.attempt) : jobPath(notice.job);
}

function listOf(notice: ShownNotice): string {
  return 'attempt' in notice ? workflowSessionsPath() : JOBS;
}

/** Whether the path is on the notice's page or below it, or the current page shows the progress of its job. */
function isOn(path: string, notice: ShownNotice): boolean {
  if ('job' in notice && isJobVisible(notice.job)) return true;
  const page = pageOf(notice);
  return path === page || path.startsWith(`${page}/`);
}

/** Marks notices as seen when one of their pages or their list is visible. */
function useMarkSeen(path: string, unseen: ReadonlyMap<string, ShownNotice>, markSeen: (page: string) => void): void {
  useEffect(() => {
    const check = () => {
      if (document.visibilityState !== 'visible') return;
      for (const [page, notice] of unseen) if (path === listOf(notice) || isOn(path, notice)) markSeen(page);
    };
    check();
    document.addEventListener('visibilitychange', check);
    return () => document.removeEventListener('visibilitychange', check);
  }, [path, unseen, markSeen]);
}

/** Toasts of success, and the one that counts the other notices, close automatically; the rest stay until dismissed. */
function useToast(onDismissed: (page: string) => void) {
  const t = useTranslations('notices');
  const textOf = useNoticeText();
  const router = useRouter();
  const showOne = (notice: ShownNotice) => {
    const page = pageOf(notice);
    const onClosed = () => onDismissed(page);
    toast[kindOf(notice)](textOf.title(notice), {
      id: page,
      description: textOf.detail(notice),
      action: { label: t('open'), onClick: () => router.push(page) },
      ...(notice.state !== 'success' && { duration: Number.POSITIVE_INFINITY }),
      onDismiss: onClosed,
      onAutoClose: onClosed,
    });
  };
  return (notices: readonly ShownNotice[]) => {
    for (const notice of notices.slice(-MAX_TOASTS)) showOne(notice);
    const others = notices.slice(0, -MAX_TOASTS);
    const [first] = others;
    if (!first) return;
    const onClosed = () => {
      for (const notice of others) onDismissed(pageOf(notice));
    };
    toast.info(t('more', { count: others.length }), {
      action: {
        label: t('openList', { kind: 'attempt' in first ? 'attempts' : 'jobs' }),
        onClick: () => router.push(listOf(first)),
      },
      onDismiss: onClosed,
      onAutoClose: onClosed,
    });
  };
}
