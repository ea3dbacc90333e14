'use client';

import { ContextMenu } from '@base-ui/react/context-menu';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type MouseEvent, useRef, useState } from 'react';
import { isWithin } from '#components/layout/nav-item.ts';
import { segmentPath } from '#components/paths.ts';
import { POPUP } from '#components/ui/overlays/popup-style.ts';
import { FolderMenuItems } from '../folder-menu-items.tsx';
import { SegmentMenuItems } from '../segment-menu-items.tsx';
import { useStudio } from '../studio-context.ts';
import { TreeHead } from './tree-head.tsx';
import { TreeLine } from './tree-line.tsx';
import { nameOf } from './tree-nodes.ts';
import { useTree } from './use-tree.ts';

/** The folders and segments of a parent segment. A right click, the dots and Shift+F10 open the menu of a line. */
export function SegmentTree() {
  const t = useTranslations('audience-studio');
  const { studio } = useStudio();
  const currentKey = useCurrentKey();
  const tree = useTree(currentKey);
  const [menuNodeKey, setMenuNodeKey] = useState<string>();
  const { nodes, container, isMenuByKeys, search } = tree;
  const menu = useRef<HTMLDivElement>(null);
  const menuNode = nodes.find(({ key }) => key === menuNodeKey);
  const chooseMenuNode = (event: MouseEvent) => {
    const line = (event.target as Element).closest('[role=none]')?.querySelector<HTMLElement>('[data-node]');
    if (!line) return void event.stopPropagation();
    isMenuByKeys.current = false;
    setMenuNodeKey(line.dataset['node']);
    line.focus();
  };
  // A menu opened by keys starts with its first item focused; one opened by the pointer, with none.
  const focusFirst = (isOpen: boolean) => {
    // Keys pressed since the menu opened may have focused another item.
    const isFocusOnMenu = document.activeElement === menu.current;
    if (isOpen && isMenuByKeys.current && isFocusOnMenu)
      menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  };
  return (
    <div className="flex min-h-40 flex-1 flex-col max-wide:hidden">
      <TreeHead tree={tree} />
      {nodes.length === 0 ? (
        <p className="px-2.5 py-2 text-text-muted text-xs">{t(search.trim() === '' ? 'tree.empty' : 'tree.noMatch')}</p>
      ) : (
        <ContextMenu.Root onOpenChangeComplete={focusFirst}>
          <ContextMenu.Trigger
            ref={container}
            role="tree"
            aria-label={t('tree.label', { name: studio.parentSegment.name })}
            onContextMenuCapture={chooseMenuNode}
            className="grid select-none grid-cols-[minmax(0,1fr)] content-start gap-px overflow-y-auto"
          >
            {nodes.map((node) => (
              <TreeLine key={node.key} node={node} tree={tree} isCurrentPage={node.key === currentKey} />
            ))}
          </ContextMenu.Trigger>
          <ContextMenu.Portal>
            <ContextMenu.Positioner className="z-40">
              <ContextMenu.Popup
                ref={menu}
                className={`${POPUP} min-w-60`}
                aria-label={menuNode && t('menu.actionsOf', { name: nameOf(menuNode) })}
              >
                {menuNode &&
                  ('folder' in menuNode ? (
                    <FolderMenuItems folder={menuNode.folder} />
                  ) : (
                    <SegmentMenuItems segment={menuNode.segment} />
                  ))}
              </ContextMenu.Popup>
            </ContextMenu.Positioner>
          </ContextMenu.Portal>
        </ContextMenu.Root>
      )}
    </div>
  );
}

/** The key of the segment whose page is open. */
function useCurrentKey(): string | undefined {
  const { parentSegment, segments } = useStudio().studio;
  const path = usePathname();
  const current = segments.find(({ id }) => {
    const href = segmentPath({ parentSegment: parentSegment.id, id });
    return isWithin({ href, label: '', icon: null }, path);
  });
  return current && `segment-${current.id}`;
}
