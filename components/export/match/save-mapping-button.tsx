import { Bookmark } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { MappingNameDialog } from '#components/export-steps/mapping-name-dialog.tsx';
import { MAPPINGS } from '#components/paths.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import type { Matching } from '#lib/core/record/plan.ts';
import { mappingNameOf } from '#lib/core/saved-mapping/saved-mapping.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A server action of the page. It validates its input itself. */
export type SaveMapping = (input: unknown) => Promise<ActionResult<unknown>>;

export interface SaveMappingButtonProps extends Matching {
  file: ExportFile;
  save: SaveMapping;
}

/** Saves the mapping under a name, for files with the same or a similar header; links to all saved mappings. */
export function SaveMappingButton({ file, mapping, constants, save }: SaveMappingButtonProps) {
  const t = useTranslations('exports.match');
  const [open, setOpen] = useState(false);
  return (
    <>
      <LinkButton
        needs="mappings.write"
        className="text-sm"
        icon={<Bookmark aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('saveMapping')}
      </LinkButton>
      <Link href={MAPPINGS} className="text-sm max-wide:hidden">
        {t('savedMappings')}
      </Link>
      <MappingNameDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('saveMapping')}
        name={file.savedMapping?.name ?? mappingNameOf(file.name)}
        save={(name) => save({ upload: file.id, name, mapping, constants })}
      />
    </>
  );
}
