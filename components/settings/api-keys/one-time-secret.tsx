import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { CodeBlock } from '#components/ui/text/code-block.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';

export interface OneTimeSecretProps {
  /** The namespace of the dialog's texts. */
  namespace: 'secret' | 'apiKeys';
  secret: string | null;
  onClose: () => void;
}

/** Shows a new signing secret or API key, which is not shown again. */
export function OneTimeSecret({ namespace, secret, onClose }: OneTimeSecretProps) {
  const t = useTranslations(`settings.${namespace}`);
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={onClose}
      isShownOnce
      title={t('onceTitle')}
      foot={
        <Button variant="primary" onClick={onClose} className="ml-auto">
          {t('onceDone')}
        </Button>
      }
    >
      <p className="text-sm text-text-muted">{t('onceText')}</p>
      <CodeBlock label={t('onceLabel')}>{secret}</CodeBlock>
      <CopyButton text={secret ?? ''} label={t('onceLabel')} />
    </Dialog>
  );
}
