'use client';

import { useMemo, useState } from 'react';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { type FileMatching, matchingOf, suggestedMatching } from '#lib/core/matching/file-matching.ts';
import { assignConstant, assignField } from '#lib/core/matching/mapping.ts';
import { isOnlyAlike } from '#lib/core/matching/suggest-mapping.ts';
import { useExportDraft } from './export-draft.ts';
import type { ExportFile } from './export-file.ts';

/** A field that has just been given to another column. */
export interface Released {
  readonly name: string;
  readonly column: string;
  readonly other: string;
}

export interface ExportMapping extends FileMatching {
  readonly connector: Connector;
  readonly released: Released | null;
  /** Columns that were matched because their names are alike, and that nobody has looked at yet. */
  readonly unsure: ReadonlySet<string>;
  /** Says of one of those that its field is the right one. */
  readonly confirm: (column: string) => void;
  readonly assign: (column: string, name: string | null) => void;
  /** One value for every record; null takes it back. */
  readonly assignConstant: (name: string, value: string | null) => void;
  /** Matches the columns as their names alone suggest. */
  readonly startOver: () => void;
}

/** The mapping of a file: what was decided, or else how such files are matched, or else what its header says by itself. */
export function useExportMapping(file: ExportFile, connectorType: string): ExportMapping {
  const connector = connectorOf(connectorType);
  const { draft, keep } = useExportDraft(file);
  const [released, setReleased] = useState<Released | null>(null);
  const { header, preset } = file;
  const found = useMemo(() => matchingOf(connector, header, draft, preset), [connector, header, draft, preset]);
  const { mapping, constants } = found;
  const { checked = NONE } = draft;
  const unsure = useMemo(() => onlyAlike(connector, found, checked), [connector, found, checked]);
  const withChecked = (column: string) => ({ checked: [...new Set([...checked, column])] });
  const assign = (column: string, name: string | null) => {
    const changed = assignField({ mapping, constants }, column, name);
    keep({ ...changed.matching, ...withChecked(column) });
    setReleased(changed.released && name ? { name, column, other: changed.released } : null);
  };
  return {
    ...found,
    connector,
    released,
    unsure,
    confirm: (column) => keep(withChecked(column)),
    assign,
    assignConstant: (name, value) => {
      setReleased(null);
      keep(assignConstant({ mapping, constants }, name, value));
    },
    startOver: () => keep({ ...suggestedMatching(connector, header), checked: [] }),
  };
}

const NONE: readonly string[] = [];

/** How such files were matched before is a person's word already. */
function onlyAlike({ fields }: Connector, { plan, preset }: FileMatching, checked: readonly string[]) {
  const columns = preset ? [] : plan.columns.filter(({ constant }) => constant === undefined);
  const unsure = columns.filter(({ column, field }) => !checked.includes(column) && isOnlyAlike(fields, column, field));
  return new Set(unsure.map(({ column }) => column));
}
