'use client';

import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { ShownOnceDialog } from '#components/ui/overlays/shown-once-dialog.tsx';
import { CodeBlock } from '#components/ui/text/code-block.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import type { PersonLink } from './person-links.ts';

interface LinkDialogProps {
  readonly link: PersonLink | null;
  readonly onMail: () => void;
  readonly onClose: () => void;
}

/** Shows a link, which is not shown again, and offers to mail it. */
export function LinkDialog({ link, onMail, onClose }: LinkDialogProps) {
  const t = useTranslations('settings.people');
  const { url = '', email = '', mail = 'notOffered', problem } = link ?? {};
  const isMailOffered = mail === 'offered' || mail === 'sending';
  return (
    <ShownOnceDialog
      open={link !== null}
      title={t('onceTitle')}
      doneLabel={t('onceDone')}
      actions={
        isMailOffered && (
          <Button icon={<Mail aria-hidden />} busy={mail === 'sending'} onClick={onMail}>
            {t('sendLink')}
          </Button>
        )
      }
      onClose={onClose}
    >
      {mail === 'sent' && (
        <Banner tone="success" live>
          {t('linkSent', { email })}
        </Banner>
      )}
      {problem !== undefined && (
        <Banner tone="error" live>
          {problem}
        </Banner>
      )}
      <p className="text-sm text-text-muted [overflow-wrap:anywhere]">
        {t(isMailOffered ? 'onceTextMailable' : 'onceText', { email })}
      </p>
      <CodeBlock label={t('onceLabel')}>{url}</CodeBlock>
      <CopyButton text={url} label={t('onceLabel')} />
    </ShownOnceDialog>
  );
}
