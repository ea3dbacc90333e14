'use client';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStudio } from '../studio-context.ts';
import { type TreeNode, treeNodes } from './tree-nodes.ts';

/** The visible lines and their keyboard handling. Tab reaches one line, as the pattern for trees requires. */
export function useTree(current: string | undefined) {
  const { studio, open } = useStudio();
  const [search, setSearch] = useState('');
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const [focused, setFocused] = useState<string>();
  const container = useRef<HTMLDivElement>(null);
  const isMenuByKeys = useRef(false);
  const nodes = treeNodes(studio, { collapsed, search });
  const tabbable = [focused, current].find((key) => nodes.some((node) => node.key === key)) ?? nodes[0]?.key;

  useEffect(() => {
    if (current !== undefined) lineOf(container.current, current)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const focus = (key: string | undefined) => {
    if (key === undefined) return;
    setFocused(key);
    lineOf(container.current, key)?.focus();
  };
  const isSearching = search.trim() !== '';
  const toggle = (folder: number, isExpanded: boolean) => {
    // A search keeps its folders expanded.
    if (isSearching) return;
    const next = new Set(collapsed);
    if (isExpanded) next.delete(folder);
    else next.add(folder);
    setCollapsed(next);
  };

  const onKeyDown = (event: KeyboardEvent, node: TreeNode) => {
    const at = nodes.indexOf(node);
    const isHandled = handle();
    if (isHandled) event.preventDefault();

    function handle(): boolean {
      if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))
        return openByKeys(event.currentTarget);
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
      switch (event.key) {
        case 'ArrowDown':
          return focusLine(nodes[at + 1]?.key);
        case 'ArrowUp':
          return focusLine(nodes[at - 1]?.key);
        case 'Home':
          return focusLine(nodes[0]?.key);
        case 'End':
          return focusLine(nodes.at(-1)?.key);
        case 'ArrowRight':
          if (!('folder' in node)) return false;
          if (!node.isExpanded) return setExpanded(true);
          return focusLine(nodes[at + 1]?.parentKey === node.key ? nodes[at + 1]?.key : undefined);
        case 'ArrowLeft':
          if ('folder' in node && node.isExpanded && !isSearching) return setExpanded(false);
          return focusLine(node.parentKey ?? undefined);
        case ' ':
          // The key presses a folder, which is a button, but not a segment, which is a link.
          if ('folder' in node) return false;
          (event.currentTarget as HTMLElement).click();
          return true;
        case 'F2':
          open(
            'folder' in node
              ? { kind: 'renameFolder', folder: node.folder }
              : { kind: 'rename', segment: node.segment },
          );
          return true;
        case 'Delete':
          open(
            'folder' in node
              ? { kind: 'deleteFolder', folder: node.folder }
              : { kind: 'delete', segment: node.segment },
          );
          return true;
        default:
          return event.key.length === 1 && focusLine(nextByLetter(event.key));
      }
    }
    function openByKeys(line: Element): boolean {
      openMenu(line);
      isMenuByKeys.current = true;
      return true;
    }
    function focusLine(key: string | undefined): boolean {
      focus(key);
      return true;
    }
    function setExpanded(isExpanded: boolean): boolean {
      if ('folder' in node) toggle(node.folder.id, isExpanded);
      return true;
    }
    /** The next line whose name begins with a letter. */
    function nextByLetter(letter: string): string | undefined {
      const rest = [...nodes.slice(at + 1), ...nodes.slice(0, at)];
      return rest.find((each) => nameOf(each).toLowerCase().startsWith(letter.toLowerCase()))?.key;
    }
  };

  return { nodes, tabbable, search, setSearch, container, isMenuByKeys, setFocused, toggle, onKeyDown };
}

function lineOf(tree: HTMLElement | null, key: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-node="${key}"]`) ?? null;
}

export type Tree = ReturnType<typeof useTree>;

export function nameOf(node: TreeNode): string {
  return 'folder' in node ? node.folder.name : node.segment.name;
}

/** Opens the context menu below an element, as a right click on it does. */
export function openMenu(element: Element): void {
  const { left, bottom, height } = element.getBoundingClientRect();
  element.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left + height, clientY: bottom }),
  );
}
