'use client';

import { useTranslations } from 'next-intl';
import { Button, type ButtonProps } from '#components/ui/buttons/button.tsx';
import { Kbd } from '#components/ui/text/kbd.tsx';

/** Saves, as Ctrl/⌘ S does. */
export function SaveButton(props: Pick<ButtonProps, 'disabled' | 'busy' | 'onClick'>) {
  const t = useTranslations('segment-editor');
  return (
    <Button needs="audiences.write" variant="primary" {...props}>
      {t('save')}
      <span aria-hidden className="max-lg:hidden">
        <Kbd>Mod+S</Kbd>
      </span>
    </Button>
  );
}
