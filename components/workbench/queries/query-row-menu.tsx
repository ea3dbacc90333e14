'use client';

import { CopyPlus, History, PencilLine, Play, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useCreateOnce } from '#components/http/use-create-once.ts';
import { usePerform } from '#components/http/use-perform.ts';
import { queryPath, schedulePath } from '#components/paths.ts';
import { MenuRule, MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem, MenuLink } from '#components/ui/overlays/menu-item.tsx';
import { nameOfCopy } from '#lib/core/text/name.ts';
import { ConfirmRealRun } from './confirm-real-run.tsx';
import { DeleteQuery } from './delete-query.tsx';
import type { ListedQuery, QueryActions } from './listed-query.ts';

export interface QueryRowMenuProps {
  query: ListedQuery;
  actions: QueryActions;
}

export function QueryRowMenu({ query, actions }: QueryRowMenuProps) {
  const t = useTranslations('workbench.queries');
  const router = useRouter();
  const [dialog, setDialog] = useState<'run' | 'delete'>();
  const { perform } = usePerform();
  const createOnce = useCreateOnce();
  const { id, name, exportTo } = query;
  const close = () => setDialog(undefined);
  const run = () =>
    perform(
      () => createOnce(actions.run, { query: id, seen: exportTo }),
      (job) => toast.success(t('started', { job })),
    );
  const duplicate = () =>
    perform(
      () => actions.duplicate({ query: id, name: nameOfCopy(name, (original) => t('copyOf', { name: original })) }),
      (copy) => router.push(queryPath(copy)),
    );
  return (
    <>
      <MoreMenu itemName={name} size="sm">
        <MenuItem
          needs="queries.run"
          icon={<Play aria-hidden />}
          onSelect={() => (exportTo?.isReal ? setDialog('run') : run())}
        >
          {t('menu.run')}
        </MenuItem>
        <MenuLink needs="queries.write" href={queryPath(id)} icon={<PencilLine aria-hidden />}>
          {t('menu.edit')}
        </MenuLink>
        <MenuItem needs="queries.write" icon={<CopyPlus aria-hidden />} onSelect={duplicate}>
          {t('menu.duplicate')}
        </MenuItem>
        <MenuLink href={schedulePath(id)} icon={<History aria-hidden />}>
          {t('menu.history')}
        </MenuLink>
        <MenuRule />
        <MenuItem needs="queries.write" danger icon={<Trash2 aria-hidden />} onSelect={() => setDialog('delete')}>
          {t('menu.delete')}
        </MenuItem>
      </MoreMenu>
      <ConfirmRealRun name={name} exportTo={exportTo} open={dialog === 'run'} onClose={close} run={run} />
      <DeleteQuery
        query={query}
        open={dialog === 'delete'}
        onClose={close}
        remove={actions.remove}
        onDeleted={() => router.refresh()}
      />
    </>
  );
}
