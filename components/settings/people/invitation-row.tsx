'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { Invitation } from '#lib/core/people/person.ts';
import type { RowActions } from './people-actions.ts';

export function InvitationRow({ invitation, actions, run, showLink }: RowActions & { invitation: Invitation }) {
  const t = useTranslations('settings.people');
  const { id, email, role, invitedBy, expiresAt } = invitation;
  const renew = async () => {
    const link = await run(() => actions.renewInvitation({ id }));
    if (link) showLink(link, { email, role });
  };
  return (
    <Tr>
      <RowHead className="[overflow-wrap:anywhere]">
        <span className="grid">
          <span>{email}</span>
          <span className="font-normal text-text-muted text-xs">{t('invitedBy', { name: invitedBy })}</span>
        </span>
      </RowHead>
      <Td label={t('role')}>{t(`roles.names.${role}`)}</Td>
      <Td label={t('secondFactor')} muted>
        —
      </Td>
      <Td label={t('state')}>
        <Badge plain tone="queued">
          {t.rich('invitedUntil', { time: () => <Time value={expiresAt} /> })}
        </Badge>
      </Td>
      <Td label={t('lastUsed')} muted>
        —
      </Td>
      <Td corner end>
        <MoreMenu itemName={email} size="sm">
          <MenuItem onSelect={() => void renew()}>{t('renew')}</MenuItem>
          <MenuItem
            danger
            onSelect={() => void run(() => actions.withdrawInvitation({ id }), t('withdrawn', { email }))}
          >
            {t('withdraw')}
          </MenuItem>
        </MoreMenu>
      </Td>
    </Tr>
  );
}
