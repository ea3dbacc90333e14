'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { EntryOutcomeBadge } from './outcome-badge.tsx';
import type { ShownEntry } from './shown-entry.ts';
import { useAuditNames } from './use-audit-names.ts';

interface AuditEntryDrawerProps {
  readonly entry: ShownEntry | undefined;
  readonly onNewer: (() => void) | undefined;
  readonly onOlder: (() => void) | undefined;
  readonly onClose: () => void;
}

/** All facts of an audit entry. */
export function AuditEntryDrawer({ entry, onNewer, onOlder, onClose }: AuditEntryDrawerProps) {
  const { t } = useAuditNames();
  return (
    <Drawer
      open={entry !== undefined}
      onClose={onClose}
      title={entry ? t('entry', { id: entry.id }) : ''}
      badge={entry && <EntryOutcomeBadge outcome={entry.outcome} />}
      actions={
        <>
          <IconButton label={t('newer')} icon={<ChevronUp aria-hidden />} disabled={!onNewer} onClick={onNewer} />
          <IconButton label={t('older')} icon={<ChevronDown aria-hidden />} disabled={!onOlder} onClick={onOlder} />
        </>
      }
    >
      {entry && <EntryFacts entry={entry} />}
    </Drawer>
  );
}

function EntryFacts({ entry }: { readonly entry: ShownEntry }) {
  const { t, actorName, objectName } = useAuditNames();
  const roles = useTranslations('settings.people.roles.names');
  const { at, begunAt, actor, role, title, action, object, address, session, outcome, code, reason, times, hash } =
    entry;
  return (
    <>
      <p>{title}</p>
      {outcome === 'begun' && <p className="text-sm text-text-muted">{t('begunText')}</p>}
      <Facts>
        <Fact label={t('when')}>
          <Time value={at} shape="second" />
        </Fact>
        {begunAt !== null && (
          <Fact label={t('began')}>
            <Time value={begunAt} shape="second" />
          </Fact>
        )}
        <Fact label={t('who')}>{actorName(actor)}</Fact>
        <Fact label={t('role')}>{role === 'anonymous' ? t('anonymous') : roles(role)}</Fact>
        {times !== null && <Fact label={t('attempts')}>{t('timesCount', { times })}</Fact>}
        {object && <Fact label={t('object')}>{objectName(object)}</Fact>}
        {object?.name && <Fact label={t('name')}>{object.name}</Fact>}
        {code !== null && (
          <Fact label={t('code')}>
            {reason} <code className="text-text-muted text-xs">{code}</code>
          </Fact>
        )}
        <Fact label={t('address')}>{address ?? t('machine')}</Fact>
        {session !== null && <Fact label={t('session')}>{session}</Fact>}
        <Fact label={t('commandId')} startsGroup>
          <code className="text-xs">{action}</code>
        </Fact>
        <Fact label={t('hash')}>
          <code className="text-xs">{hash}</code>
        </Fact>
      </Facts>
    </>
  );
}
