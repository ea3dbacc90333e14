import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';

/** The only moment at which a signing secret is shown. */
export function SecretOnce({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const t = useTranslations('settings.secret');
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={onClose}
      title={t('onceTitle')}
      foot={
        <Button variant="primary" onClick={onClose} className="ml-auto">
          {t('onceDone')}
        </Button>
      }
    >
      <p className="text-sm text-text-muted">{t('onceText')}</p>
      <CodeBlock label={t('label')}>{secret}</CodeBlock>
      <CopyButton text={secret ?? ''} label={t('label')} />
    </Dialog>
  );
}
