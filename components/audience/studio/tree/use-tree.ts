'use client';

import { useEffect, useRef, useState } from 'react';
import { useStudio } from '../studio-context.ts';
import { treeNodes } from './tree-nodes.ts';
import { useTreeKeys } from './use-tree-keys.ts';

/** The visible lines, and their keys. Tab reaches one line, as the pattern for trees requires. */
export function useTree(currentKey: string | undefined) {
  const { studio } = useStudio();
  const [search, setSearch] = useState('');
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const [focusedKey, setFocusedKey] = useState<string>();
  const container = useRef<HTMLDivElement>(null);
  const isMenuByKeys = useRef(false);
  const nodes = treeNodes(studio, { collapsed, search });
  const tabbableKey = [focusedKey, currentKey].find((key) => nodes.some((node) => node.key === key)) ?? nodes[0]?.key;

  useEffect(() => {
    if (currentKey !== undefined) lineOf(container.current, currentKey)?.scrollIntoView({ block: 'nearest' });
  }, [currentKey]);

  const focus = (key: string | undefined) => {
    if (key === undefined) return;
    setFocusedKey(key);
    lineOf(container.current, key)?.focus();
  };
  const isSearching = search.trim() !== '';
  const setExpanded = (folder: number, isExpanded: boolean) => {
    // A search keeps its folders expanded.
    if (isSearching) return;
    const next = new Set(collapsed);
    if (isExpanded) next.delete(folder);
    else next.add(folder);
    setCollapsed(next);
  };

  const onKeyDown = useTreeKeys({ nodes, isSearching, focus, setExpanded, isMenuByKeys });
  return { nodes, tabbableKey, search, setSearch, container, isMenuByKeys, setFocusedKey, setExpanded, onKeyDown };
}

function lineOf(tree: HTMLElement | null, key: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-node="${key}"]`) ?? null;
}

export type Tree = ReturnType<typeof useTree>;
