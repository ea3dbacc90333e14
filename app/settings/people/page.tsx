import { gatedPage } from '#components/page-access/gated-page.tsx';
import { CreateOwner } from '#components/settings/people/create-owner.tsx';
import { People } from '#components/settings/people/people.tsx';
import { viewPeople } from '#lib/commands/console/access/people.ts';
import { load } from '#lib/web/run-command.ts';
import { settingsTitle } from '../settings-title.ts';
import {
  changeRole,
  createOwner,
  disablePerson,
  enablePerson,
  invitePerson,
  mailInvitation,
  removeFactors,
  renewInvitation,
  resetPassword,
  revokeApiKey,
  withdrawInvitation,
} from './actions.ts';

const links = { invitePerson, renewInvitation, resetPassword, mailInvitation, withdrawInvitation };
const actions = { ...links, changeRole, disablePerson, enablePerson, removeFactors, revokeApiKey };

export const generateMetadata = () => settingsTitle('people');

export default gatedPage('/settings/people', async () => {
  const listed = await load(viewPeople, {});
  if (listed.people.length === 0) return <CreateOwner create={createOwner} />;
  return <People {...listed} actions={actions} />;
});
