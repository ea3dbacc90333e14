'use client';

import { Monitor, Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePerform } from '#components/http/use-perform.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { browserOf, type Session } from '#lib/core/people/session.ts';
import type { SecurityActions } from './security-actions.ts';
import { SecurityRow } from './security-row.tsx';

interface SessionListProps {
  readonly sessions: readonly Session[];
  /** The ID of the session of this browser. */
  readonly currentSession: number;
  readonly actions: Pick<SecurityActions, 'endSession' | 'endOtherSessions'>;
}

/** Where the person is signed in. */
export function SessionList({ sessions, currentSession, actions }: SessionListProps) {
  const t = useTranslations('people.security.sessions');
  const { perform } = usePerform();
  const otherCount = sessions.length - 1;
  return (
    <SecurityRow title={t('title')} note={t('note')} last>
      <ul className="divide-y divide-border rounded-card border border-border">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3 px-4 py-3">
            <Tile size="sm" plain>
              <SystemIcon userAgent={session.browser} />
            </Tile>
            <span className="grid min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-2 font-semibold">
                <BrowserName userAgent={session.browser} />
                {session.id === currentSession && <Tag accent>{t('this')}</Tag>}
              </span>
              <span className="text-text-muted text-xs">
                {session.address} · {t.rich('since', { time: () => <Time value={session.createdAt} /> })} ·{' '}
                {t(`methods.${session.method}`)}
              </span>
            </span>
            {session.id !== currentSession && (
              <Button size="sm" onClick={() => perform(() => actions.endSession({ id: session.id }))}>
                {t('signOut')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {otherCount > 0 && (
        <Button size="sm" className="justify-self-start" onClick={() => perform(actions.endOtherSessions)}>
          {t('signOutOthers', { count: otherCount })}
        </Button>
      )}
    </SecurityRow>
  );
}

const MOBILE_SYSTEMS: readonly (string | null)[] = ['iPhone', 'iPad', 'Android'];

function SystemIcon({ userAgent }: { userAgent: string }) {
  return MOBILE_SYSTEMS.includes(browserOf(userAgent).system) ? <Smartphone /> : <Monitor />;
}

function BrowserName({ userAgent }: { userAgent: string }) {
  const t = useTranslations('people.security.sessions');
  const { browser, system } = browserOf(userAgent);
  if (browser === null) return t('unknownBrowser');
  return system === null ? browser : t('browserOn', { browser, system });
}
