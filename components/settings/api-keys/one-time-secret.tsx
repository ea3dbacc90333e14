import { useTranslations } from 'next-intl';
import { ShownOnceDialog } from '#components/ui/overlays/shown-once-dialog.tsx';
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
    <ShownOnceDialog open={secret !== null} title={t('onceTitle')} doneLabel={t('onceDone')} onClose={onClose}>
      <p className="text-sm text-text-muted">{t('onceText')}</p>
      <CodeBlock label={t('onceLabel')}>{secret}</CodeBlock>
      <CopyButton text={secret ?? ''} label={t('onceLabel')} />
    </ShownOnceDialog>
  );
}
