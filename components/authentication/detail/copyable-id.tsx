import { useTranslations } from 'next-intl';
import { CopyButton } from '#components/ui/text/copy-button.tsx';

/** The ID that scripts pass as td_authentication_id. */
export function CopyableId({ id }: { id: number }) {
  const t = useTranslations('authentications.columns');
  return (
    <span className="-my-1 inline-flex items-center gap-1 tabular-nums">
      {id}
      <CopyButton text={String(id)} label={`${t('id')} ${id}`} iconOnly />
    </span>
  );
}
