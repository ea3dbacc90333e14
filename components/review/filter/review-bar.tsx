import { Columns3, ListRestart, PanelRightOpen, Redo2, SlidersHorizontal, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { useKeysText } from '#components/ui/hooks/use-keys-text.ts';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { Kbd } from '#components/ui/text/kbd.tsx';
import type { ReviewContext } from '../review-context.ts';
import { useListName } from './use-list-name.ts';

export interface ReviewBarProps {
  context: ReviewContext;
  fixMenu: ReactNode;
  onPersonal: (isShown: boolean) => void;
  /** Applies the filter again. */
  onReapply: () => void;
  onFilters: () => void;
  /** Opens identifier coverage beside the grid; undefined if it is open or there is none. */
  onCoverage: (() => void) | undefined;
  /** Opens identifier coverage in a drawer, for screens without room beside the grid. */
  onCoverageDrawer: (() => void) | undefined;
}

/** The toolbar above the grid or the cards. */
export function ReviewBar({ context, fixMenu, onPersonal, ...handlers }: ReviewBarProps) {
  const t = useTranslations('review.bar');
  const listName = useListName();
  const keysText = useKeysText();
  const { filter, choose, view, edits, lock, isPersonalShown, order, chooseOrder } = context;
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-2 gap-y-1.5 px-6 py-2 text-sm max-wide:px-4">
      <Switch
        label={t('onlyErrors')}
        checked={filter.show === 'invalid'}
        onChange={({ target }) => choose({ ...filter, show: target.checked ? 'invalid' : 'all' })}
      />
      <span className="lg:hidden">
        <Chip
          pressed={false}
          aria-haspopup="dialog"
          icon={<SlidersHorizontal aria-hidden />}
          onClick={handlers.onFilters}
        >
          {listName(view, filter.show)}
        </Chip>
      </span>
      <Rule />
      {fixMenu}
      <IconButton
        needs="reviews.write"
        size="sm"
        label={t('undo', { keys: keysText('Mod+Z') })}
        aria-keyshortcuts="Control+Z Meta+Z"
        icon={<Undo2 aria-hidden />}
        disabled={!view.canUndo || lock !== undefined}
        onClick={() => void edits.run({ kind: 'undo' })}
      />
      <IconButton
        needs="reviews.write"
        size="sm"
        label={t('redo', { keys: keysText('Mod+Shift+Z') })}
        aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
        icon={<Redo2 aria-hidden />}
        disabled={!view.canRedo || lock !== undefined}
        onClick={() => void edits.run({ kind: 'redo' })}
      />
      <IconButton size="sm" label={t('reapply')} icon={<ListRestart aria-hidden />} onClick={handlers.onReapply} />
      <Chip
        pressed={order === 'file'}
        title={t('fileOrderHelp')}
        className="max-wide:hidden"
        icon={<Columns3 aria-hidden />}
        onClick={() => chooseOrder(order === 'file' ? 'issues' : 'file')}
      >
        {t('fileOrder')}
      </Chip>
      <span className="ml-auto max-wide:hidden" />
      <span className="flex items-center gap-2 text-text-muted text-xs max-[100rem]:hidden">
        <Kbd>F2</Kbd> {t('edit')} <Kbd>F8</Kbd> {t('next')} <Kbd>Shift+F8</Kbd> {t('previous')}
      </span>
      <PersonalToggle isShown={isPersonalShown} onChange={onPersonal} />
      {handlers.onCoverage && (
        <IconButton
          size="sm"
          label={t('coverage')}
          icon={<PanelRightOpen aria-hidden />}
          onClick={handlers.onCoverage}
          className="max-xl:hidden"
        />
      )}
      {handlers.onCoverageDrawer && (
        <IconButton
          size="sm"
          label={t('coverage')}
          icon={<PanelRightOpen aria-hidden />}
          onClick={handlers.onCoverageDrawer}
          className="xl:hidden"
        />
      )}
    </div>
  );
}

function Rule() {
  return <span aria-hidden className="mx-1.5 h-5 w-px bg-border max-wide:hidden" />;
}
