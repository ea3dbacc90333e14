'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { newActivationPath, newSegmentPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { useStudio } from '../../studio/studio-context.ts';

/** Opens the wizard; if there are several segments, after the choice of one. */
export function NewActivation() {
  const t = useTranslations('activations');
  const [isOpen, setOpen] = useState(false);
  const { parentSegment, segments } = useStudio().studio;
  const [only, ...others] = segments;
  const icon = <Plus aria-hidden />;
  if (only === undefined)
    return (
      <ButtonLink variant="primary" href={newSegmentPath(parentSegment.id)} icon={icon}>
        {t('empty.newSegment')}
      </ButtonLink>
    );
  if (others.length === 0)
    return (
      <ButtonLink
        variant="primary"
        href={newActivationPath({ parentSegment: parentSegment.id, id: only.id })}
        icon={icon}
      >
        {t('new')}
      </ButtonLink>
    );
  return (
    <>
      <Button needs="audiences.write" variant="primary" icon={icon} onClick={() => setOpen(true)}>
        {t('new')}
      </Button>
      {isOpen && <ChooseSegment onClose={() => setOpen(false)} />}
    </>
  );
}

function ChooseSegment({ onClose }: { onClose: () => void }) {
  const t = useTranslations('activations.choose');
  const kitText = useTranslations('shell.kit');
  const router = useRouter();
  const { parentSegment, segments } = useStudio().studio;
  const [segment, setSegment] = useState<string | null>(null);
  const choices = segments.map(({ id, name, folder }) => ({
    value: String(id),
    label: name,
    ...(folder.length > 0 && { detail: folder.join(' / ') }),
  }));
  const open = () => router.push(newActivationPath({ parentSegment: parentSegment.id, id: Number(segment) }));
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t('title')}
      foot={
        <>
          <Button onClick={onClose}>{kitText('cancel')}</Button>
          <Button variant="primary" disabled={segment === null} onClick={open}>
            {t('continue')}
          </Button>
        </>
      }
    >
      <Field label={t('label')} help={t('help')}>
        <Combobox
          choices={choices}
          value={segment}
          label={t('label')}
          searchPlaceholder={t('search')}
          onValueChange={setSegment}
        />
      </Field>
    </Dialog>
  );
}
