'use client';

import type { KeyboardEvent, RefObject } from 'react';
import { useStudio } from '../studio-context.ts';
import { nameOf, type TreeNode } from './tree-nodes.ts';

export interface TreeKeysOptions {
  nodes: readonly TreeNode[];
  /** A search keeps its folders expanded. */
  isSearching: boolean;
  focus: (key: string | undefined) => void;
  setExpanded: (folder: number, isExpanded: boolean) => void;
  /** Set to true when a key opens the context menu. */
  isMenuByKeys: RefObject<boolean>;
}

/** The keys of a line, as in the pattern for trees. */
export function useTreeKeys({ nodes, isSearching, focus, setExpanded, isMenuByKeys }: TreeKeysOptions) {
  const { open } = useStudio();
  /** The key of the next line whose name begins with `letter`. */
  const nextByLetter = (node: TreeNode, letter: string): string | undefined => {
    const index = nodes.indexOf(node);
    const others = [...nodes.slice(index + 1), ...nodes.slice(0, index)];
    return others.find((other) => nameOf(other).toLowerCase().startsWith(letter.toLowerCase()))?.key;
  };
  const onArrowRight = (node: TreeNode) => {
    if (!('folder' in node)) return false;
    const next = nodes[nodes.indexOf(node) + 1];
    if (!node.isExpanded) setExpanded(node.folder.id, true);
    else if (next?.parentKey === node.key) focus(next.key);
    return true;
  };
  const onArrowLeft = (node: TreeNode) => {
    if ('folder' in node && node.isExpanded && !isSearching) setExpanded(node.folder.id, false);
    else focus(node.parentKey ?? undefined);
    return true;
  };
  /** Performs the action of a key; false if the key has none. */
  const perform = ({ key, currentTarget }: KeyboardEvent, node: TreeNode): boolean => {
    const index = nodes.indexOf(node);
    const focusLine = (next: string | undefined) => {
      focus(next);
      return true;
    };
    switch (key) {
      case 'ArrowDown':
        return focusLine(nodes[index + 1]?.key);
      case 'ArrowUp':
        return focusLine(nodes[index - 1]?.key);
      case 'Home':
        return focusLine(nodes[0]?.key);
      case 'End':
        return focusLine(nodes.at(-1)?.key);
      case 'ArrowRight':
        return onArrowRight(node);
      case 'ArrowLeft':
        return onArrowLeft(node);
      case ' ':
        // The space bar presses a folder, which is a button, but not a segment, which is a link.
        if ('folder' in node) return false;
        (currentTarget as HTMLElement).click();
        return true;
      case 'F2':
        if ('folder' in node) open({ kind: 'renameFolder', folder: node.folder });
        else open({ kind: 'rename', segment: node.segment });
        return true;
      case 'Delete':
        if ('folder' in node) open({ kind: 'deleteFolder', folder: node.folder });
        else open({ kind: 'delete', segment: node.segment });
        return true;
      default:
        return key.length === 1 && focusLine(nextByLetter(node, key));
    }
  };
  return (event: KeyboardEvent, node: TreeNode) => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      openMenu(event.currentTarget);
      isMenuByKeys.current = true;
      event.preventDefault();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (perform(event, node)) event.preventDefault();
  };
}

/** Opens the context menu below an element, as a right click on it does. */
export function openMenu(element: Element): void {
  const { left, bottom, height } = element.getBoundingClientRect();
  element.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left + height, clientY: bottom }),
  );
}
