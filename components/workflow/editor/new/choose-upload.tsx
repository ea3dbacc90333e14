import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { NEW_WORKFLOW_PROJECT, WORKFLOWS } from '#components/paths.ts';
import { linkTo } from '#components/ui/text/prose.tsx';
import { FolderDrop, type FolderDropProps } from './folder-drop.tsx';

export function ChooseUpload({ onFiles }: FolderDropProps) {
  const t = useTranslations('workflows');
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('title'), href: WORKFLOWS }]} title={t('upload.title')} />
      <SheetBody>
        <div className="grid max-w-180 gap-4">
          <FolderDrop onFiles={onFiles} />
          <p className="text-sm text-text-muted">{t.rich('upload.template', { link: linkTo(NEW_WORKFLOW_PROJECT) })}</p>
        </div>
      </SheetBody>
    </Sheet>
  );
}
