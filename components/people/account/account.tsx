'use client';

import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Sheet, SheetBody, SheetSubtitle } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { SIGN_IN } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import type { AccountProps } from './account-actions.ts';
import { NameForm } from './name-form.tsx';

/** The profile of the person who is signed in. */
export function Account({ person, actions }: AccountProps) {
  const t = useTranslations('people.account');
  const roleText = useTranslations('settings.people.roles.names');
  const resultOf = useActionResult();
  const signOut = async () => {
    const result = await resultOf(actions.signOut());
    if (!result.ok) return void toast.error(result.message);
    window.location.assign(SIGN_IN);
  };
  return (
    <Sheet>
      <SheetHead
        title={t('profile')}
        actions={
          <Button icon={<LogOut aria-hidden />} onClick={() => void signOut()}>
            {t('signOut')}
          </Button>
        }
      />
      <SheetSubtitle>{`${person.email} · ${roleText(person.role)}`}</SheetSubtitle>
      <SheetBody padded={false}>
        <Region label={t('profile')} last>
          <NameForm name={person.name} rename={actions.renameSelf} />
        </Region>
      </SheetBody>
    </Sheet>
  );
}
