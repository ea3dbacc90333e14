'use client';

import { clsx } from 'clsx';
import { ChevronRight, Ellipsis, Folder, FolderOpen, UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { segmentPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { useStudio } from '../studio-context.ts';
import type { TreeNode } from './tree-nodes.ts';
import { nameOf } from './tree-nodes.ts';
import type { Tree } from './use-tree.ts';
import { openMenu } from './use-tree-keys.ts';

/** A folder or a segment. */
export function TreeLine({ node, tree, isCurrentPage }: { node: TreeNode; tree: Tree; isCurrentPage: boolean }) {
  const { id: parentSegment } = useStudio().studio.parentSegment;
  const name = nameOf(node);
  const props = {
    role: 'treeitem',
    'aria-level': node.level,
    'aria-posinset': node.position,
    'aria-setsize': node.siblingCount,
    'data-node': node.key,
    tabIndex: node.key === tree.tabbableKey ? 0 : -1,
    onFocus: () => tree.setFocusedKey(node.key),
    onKeyDown: (event: React.KeyboardEvent) => tree.onKeyDown(event, node),
    className: clsx(
      LINE,
      isCurrentPage ? 'bg-accent-soft font-semibold text-accent-soft-text' : 'text-text hover:bg-surface-hover',
    ),
    style: { paddingInlineStart: `${0.625 + node.level - 1}rem` },
  } as const;
  if ('segment' in node)
    return (
      <div role="none" className="group relative">
        <Link
          {...props}
          href={segmentPath({ parentSegment, id: node.segment.id })}
          aria-selected={isCurrentPage}
          aria-current={isCurrentPage ? 'page' : undefined}
        >
          <span aria-hidden className="w-4 flex-none" />
          <LineContent icon={<UsersRound aria-hidden />} name={name}>
            {node.segment.population === null ? '—' : <Num value={node.segment.population} />}
          </LineContent>
        </Link>
        <Dots name={name} />
      </div>
    );
  const { folder, isExpanded, segmentCount } = node;
  return (
    <div role="none" className="group relative">
      <button
        type="button"
        {...props}
        aria-expanded={isExpanded}
        onClick={() => tree.setExpanded(folder.id, !isExpanded)}
      >
        <ChevronRight
          aria-hidden
          className={clsx('size-4 flex-none text-text-muted transition-transform', isExpanded && 'rotate-90')}
        />
        <LineContent icon={isExpanded ? <FolderOpen aria-hidden /> : <Folder aria-hidden />} name={name}>
          <Num value={segmentCount} />
        </LineContent>
      </button>
      <Dots name={name} />
    </div>
  );
}

const LINE =
  'flex min-h-8 w-full cursor-pointer text-start items-center gap-2 rounded-control pe-2.5 text-sm outline-offset-[-2px] hover:no-underline';

function LineContent({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <>
      <span className="text-text-muted [&_svg]:size-4">{icon}</span>
      <span className="min-w-0 flex-1 truncate" title={name}>
        {name}
      </span>
      <span className="font-normal text-text-muted text-xs tabular-nums group-focus-within:invisible group-hover:invisible">
        {children}
      </span>
    </>
  );
}

/** For the pointer only: Shift+F10 opens the menu of the focused line. */
function Dots({ name }: { name: string }) {
  const t = useTranslations('audience-studio.menu');
  const openLineMenu = (event: MouseEvent<HTMLButtonElement>) => {
    const line = event.currentTarget.previousElementSibling;
    if (line) openMenu(line);
  };
  return (
    <button {...HIDDEN} type="button" title={t('actionsOf', { name })} onClick={openLineMenu} className={DOTS}>
      <Ellipsis className="size-4" />
    </button>
  );
}

const HIDDEN: ComponentProps<'button'> = { 'aria-hidden': true, tabIndex: -1 };
const DOTS =
  'absolute inset-y-1 right-1 grid w-7 cursor-pointer place-items-center rounded-control text-text-muted opacity-0 hover:bg-surface hover:text-text group-focus-within:opacity-100 group-hover:opacity-100';
