import { FolderInput, TextCursorInput, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';

/** The items that the menus of folders and of segments share. */
interface EditItemProps {
  onSelect: () => void;
}

export function RenameItem({ onSelect }: EditItemProps) {
  const t = useTranslations('audience-studio.menu');
  return (
    <MenuItem needs="audiences.write" icon={<TextCursorInput aria-hidden />} end="F2" onSelect={onSelect}>
      {t('rename')}
    </MenuItem>
  );
}

export function MoveItem({ onSelect }: EditItemProps) {
  const t = useTranslations('audience-studio.menu');
  return (
    <MenuItem needs="audiences.write" icon={<FolderInput aria-hidden />} onSelect={onSelect}>
      {t('move')}
    </MenuItem>
  );
}

export function DeleteItem({ onSelect }: EditItemProps) {
  const t = useTranslations('audience-studio.menu');
  return (
    <MenuItem needs="audiences.write" danger icon={<Trash2 aria-hidden />} onSelect={onSelect}>
      {t('delete')}
    </MenuItem>
  );
}
