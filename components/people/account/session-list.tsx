'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { browserOf, type Session } from '#lib/core/people/session.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { AccountActions } from './account-actions.ts';

interface SessionListProps {
  readonly sessions: readonly Session[];
  readonly own: number;
  readonly actions: Pick<AccountActions, 'endSession' | 'endOtherSessions'>;
}

/** Where the person is signed in. */
export function SessionList({ sessions, own, actions }: SessionListProps) {
  const t = useTranslations('people.account');
  const resultOf = useActionResult();
  const end = async (action: Promise<ActionResult<unknown>>) => {
    const result = await resultOf(action);
    if (!result.ok) toast.error(result.message);
  };
  const others = sessions.length - 1;
  return (
    <div className="grid max-w-180 gap-3">
      <ul className="divide-y divide-border rounded-card border border-border">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <span className="grid min-w-0 flex-1">
              <span className="flex items-center gap-2 font-semibold">
                <BrowserName userAgent={session.browser} />
                {session.id === own && <Tag accent>{t('thisSession')}</Tag>}
              </span>
              <span className="text-text-muted text-xs">
                {session.address} · {t.rich('since', { time: () => <Time value={session.createdAt} /> })}
              </span>
            </span>
            {session.id !== own && (
              <Button size="sm" onClick={() => void end(actions.endSession({ id: session.id }))}>
                {t('signOutThere')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others > 0 && (
        <Button className="justify-self-start" onClick={() => void end(actions.endOtherSessions())}>
          {t('signOutOthers', { count: others })}
        </Button>
      )}
    </div>
  );
}

function BrowserName({ userAgent }: { userAgent: string }) {
  const t = useTranslations('people.account');
  const { browser, system } = browserOf(userAgent);
  if (browser === null) return t('unknownBrowser');
  return system === null ? browser : t('browserOn', { browser, system });
}
