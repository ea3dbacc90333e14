'use client';

import { Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { uploadTablePath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { DatabaseSummary } from '#lib/core/query/workbench.ts';
import { CreateDatabase } from './create-database.tsx';
import type { DatabaseActions } from './database-actions.ts';
import { DatabasesEmpty } from './databases-empty.tsx';
import { DatabasesTable } from './databases-table.tsx';
import { LoadSamples } from './load-samples.tsx';

export interface DatabasesSheetProps {
  databases: readonly DatabaseSummary[];
  actions: Pick<DatabaseActions, 'create' | 'remove' | 'loadSamples'>;
}

export function DatabasesSheet({ databases, actions }: DatabasesSheetProps) {
  const t = useTranslations('workbench.databases');
  const [isCreating, setCreating] = useState(false);
  const isEmpty = databases.length === 0;
  return (
    <Sheet>
      <SheetHead
        title={t('title')}
        actions={
          <>
            {!isEmpty && <LoadSamples loadSamples={actions.loadSamples} className="max-wide:hidden" />}
            <ButtonLink href={uploadTablePath()} icon={<Upload aria-hidden />}>
              {t('upload')}
            </ButtonLink>
            <Button needs="databases.write" variant="primary" onClick={() => setCreating(true)}>
              {t('create')}
            </Button>
          </>
        }
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {isEmpty ? (
          <DatabasesEmpty loadSamples={actions.loadSamples} />
        ) : (
          <DatabasesTable databases={databases} remove={actions.remove} />
        )}
      </SheetBody>
      {isCreating && <CreateDatabase create={actions.create} onClose={() => setCreating(false)} />}
    </Sheet>
  );
}
