'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { SettingsSheet } from '../settings-sheet.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import type { PeopleProps } from './people-actions.ts';
import { PeopleTable } from './people-table.tsx';
import { RolesTable } from './roles-table.tsx';
import { usePeopleActions } from './use-people-actions.ts';
import { usePersonLink } from './use-person-link.ts';

/** All people, also disabled ones, open invitations, and what each role may do. */
export function People(props: PeopleProps) {
  const { t, run } = usePeopleActions();
  const link = usePersonLink(props);
  const [isInviting, setInviting] = useState(false);
  const invite = (
    <Button variant="primary" icon={<UserPlus aria-hidden />} onClick={() => setInviting(true)}>
      {t('invite')}
    </Button>
  );
  return (
    <SettingsSheet page="people" actions={invite}>
      <Region label={t('label')} flush>
        <div className="px-6 max-wide:px-4">
          <PeopleTable {...props} run={run} showLink={link.show} />
        </div>
      </Region>
      <Region title={t('roles.title')} last>
        <RolesTable />
      </Region>
      <InviteDialog
        open={isInviting}
        isOwner={props.isOwner}
        invite={props.actions.invitePerson}
        onClose={() => setInviting(false)}
        hasMailServer={props.hasMailServer}
        onInvited={link.show}
      />
      <LinkDialog link={link.shown} onMail={link.mail} onClose={link.close} />
    </SettingsSheet>
  );
}
