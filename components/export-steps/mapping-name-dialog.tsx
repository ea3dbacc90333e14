import { useTranslations } from 'next-intl';
import { NameDialog, type NameDialogProps } from '#components/ui/overlays/name-dialog.tsx';
import { mappingName } from '#lib/core/matching/mapping-name.ts';

export interface MappingNameDialogProps extends Pick<NameDialogProps, 'open' | 'onClose' | 'name' | 'save'> {
  title: string;
}

export function MappingNameDialog({ title, ...dialog }: MappingNameDialogProps) {
  const t = useTranslations('mappings.name');
  const texts = { title, label: t('label'), help: t('help'), save: t('save') };
  return <NameDialog {...dialog} schema={mappingName} texts={texts} doneText={(name) => t('done', { name })} />;
}
