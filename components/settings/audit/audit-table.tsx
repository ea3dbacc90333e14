'use client';

import { useSearchParams } from 'next/navigation';
import { parseAsInteger, useQueryState } from 'nuqs';
import type { MouseEvent } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { AuditEntryDrawer } from './audit-entry-drawer.tsx';
import { EntryOutcomeBadge } from './outcome-badge.tsx';
import type { ShownEntry } from './shown-entry.ts';
import { objectHref, useAuditNames } from './use-audit-names.ts';

/** A page of entries; one of them may be open. */
export function AuditTable({ entries }: { readonly entries: readonly ShownEntry[] }) {
  const { t } = useAuditNames();
  const [openId, setOpenId] = useQueryState('entry', parseAsInteger);
  const index = entries.findIndex(({ id }) => id === openId);
  const params = useSearchParams();
  /** Keeps the filters and the page, because the drawer shows only entries of that page. */
  const hrefOf = (id: number) => {
    const changed = new URLSearchParams(params);
    changed.set('entry', String(id));
    return `?${changed}`;
  };
  const openerOf = (position: number) => entries[position] && (() => void setOpenId(entries[position]?.id ?? null));
  return (
    <>
      <Table label={t('label')} cards="lg">
        <thead>
          <tr>
            <Th>{t('when')}</Th>
            <Th>{t('who')}</Th>
            <Th>{t('what')}</Th>
            <Th>{t('on')}</Th>
            <Th>{t('from')}</Th>
            <Th>{t('outcome')}</Th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              href={hrefOf(entry.id)}
              isOpen={entry.id === openId}
              onOpen={(id) => void setOpenId(id)}
            />
          ))}
        </tbody>
      </Table>
      <AuditEntryDrawer
        entry={entries[index]}
        onNewer={openerOf(index - 1)}
        onOlder={openerOf(index + 1)}
        onClose={() => void setOpenId(null)}
      />
    </>
  );
}

interface EntryRowProps {
  readonly entry: ShownEntry;
  readonly href: string;
  readonly isOpen: boolean;
  readonly onOpen: (id: number) => void;
}

function EntryRow({ entry, href, isOpen, onOpen }: EntryRowProps) {
  const { t, actorName, objectName } = useAuditNames();
  const { id, at, actor, title, object, address, outcome, times } = entry;
  const objectLink = objectHref(object);
  // A click with a modifier key opens the entry in a new tab.
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(id);
  };
  return (
    <Tr selected={isOpen}>
      <Td label={t('when')} muted>
        <Time value={at} shape="second" />
      </Td>
      <Td label={t('who')} className="[overflow-wrap:anywhere]">
        {actorName(actor)}
      </Td>
      <RowHead className="font-normal">
        <a href={href} onClick={open} className="inline-flex min-h-target items-center">
          {title}
        </a>
        {times !== null && <span className="text-text-muted"> {t('timesCount', { times })}</span>}
      </RowHead>
      <Td label={t('on')} className="[overflow-wrap:anywhere]">
        <span>
          {objectLink ? (
            // The link is a block: as part of a text, it would have to differ from the text by more than its color.
            <Link href={objectLink} className="inline-block">
              {objectName(object)}
            </Link>
          ) : (
            objectName(object) || '—'
          )}
          {object?.name && <span className="text-text-muted"> {object.name}</span>}
        </span>
      </Td>
      <Td label={t('from')} muted>
        {address ?? t('machine')}
      </Td>
      <Td corner>
        <EntryOutcomeBadge outcome={outcome} />
      </Td>
    </Tr>
  );
}
