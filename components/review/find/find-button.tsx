import { Replace } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Kbd } from '#components/ui/text/kbd.tsx';

/** Opens find and replace at the focused cell. */
export function FindButton({ isOpen, onOpen }: { isOpen: boolean; onOpen: () => void }) {
  const t = useTranslations('review.find');
  return (
    <Button
      needs="reviews.write"
      size="sm"
      icon={<Replace aria-hidden />}
      aria-expanded={isOpen}
      aria-keyshortcuts="Control+H"
      onClick={onOpen}
    >
      {t('title')}
      <span className="max-lg:hidden">
        <Kbd>Ctrl+H</Kbd>
      </span>
    </Button>
  );
}
