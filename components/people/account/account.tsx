'use client';

import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import type { AccountProps } from './account-actions.ts';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SessionList } from './session-list.tsx';

/** My settings: name, password and sessions of the person who is signed in. */
export function Account({ person, sessions, session, actions }: AccountProps) {
  const t = useTranslations('people.account');
  const roles = useTranslations('settings.people.roles.names');
  const resultOf = useActionResult();
  const signOut = async () => {
    const result = await resultOf(actions.signOut());
    if (!result.ok) return void toast.error(result.message);
    window.location.assign('/sign-in');
  };
  return (
    <Sheet>
      <SheetHead
        title={t('title')}
        actions={
          <Button icon={<LogOut aria-hidden />} onClick={() => void signOut()}>
            {t('signOut')}
          </Button>
        }
      />
      <SheetSubtitle>{`${person.email} · ${roles(person.role)}`}</SheetSubtitle>
      <SheetBody padded={false}>
        <Region title={t('profile')}>
          <NameForm name={person.name} rename={actions.renameSelf} />
        </Region>
        <Region title={t('password')}>
          <PasswordForm changedAt={person.passwordChangedAt} change={actions.changeOwnPassword} />
        </Region>
        <Region title={t('sessions')} note={t('sessionsNote')} last>
          <SessionList sessions={sessions} own={session} actions={actions} />
        </Region>
      </SheetBody>
    </Sheet>
  );
}
